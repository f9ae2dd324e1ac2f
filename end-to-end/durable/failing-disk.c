/*
 * A disk that fails, for LD_PRELOAD: HEARBACK_DISK_FAULT=CALL:ERRNO:FROM:COUNT:SUFFIX lets the calls FROM to FROM+COUNT-1 (counted
 * from 1, over all threads) of CALL (fsync, pwrite, pread, ftruncate, open) on files whose name ends so fail with ERRNO. Before a
 * pwrite fails it has written half.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char call[16], suffix[64];
static int error, from, count, seen;

__attribute__((constructor)) static void read_fault(void) {
  const char *given = getenv("HEARBACK_DISK_FAULT");
  if (given && sscanf(given, "%15[^:]:%d:%d:%d:%63s", call, &error, &from, &count, suffix) != 5) abort();
}

static int ends(const char *name) {
  size_t length = strlen(name), wanted = strlen(suffix);
  return wanted > 0 && length >= wanted && strcmp(name + length - wanted, suffix) == 0;
}

static int strikes(const char *this_call, const char *name) {
  if (strcmp(call, this_call) != 0 || !ends(name)) return 0;
  int nth = __atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST);
  return nth >= from && nth - from < count;
}

static int strikes_file(const char *this_call, int file) {
  char link[32], name[4096];
  if (strcmp(call, this_call) != 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, name, sizeof name - 1);
  if (length < 0) return 0;
  name[length] = 0;
  return strikes(this_call, name);
}

static int fail(void) {
  errno = error;
  return -1;
}

#define real(type, name) ((type)dlsym(RTLD_NEXT, name))

int fsync(int file) {
  return strikes_file("fsync", file) ? fail() : real(int (*)(int), "fsync")(file);
}

int fdatasync(int file) {
  return strikes_file("fsync", file) ? fail() : real(int (*)(int), "fdatasync")(file);
}

ssize_t pwrite64(int file, const void *octets, size_t length, off64_t at) {
  ssize_t (*write_there)(int, const void *, size_t, off64_t) = real(ssize_t (*)(int, const void *, size_t, off64_t), "pwrite64");
  if (!strikes_file("pwrite", file)) return write_there(file, octets, length, at);
  write_there(file, octets, length / 2, at);
  return fail();
}

ssize_t pread64(int file, void *octets, size_t length, off64_t at) {
  if (strikes_file("pread", file)) return fail();
  return real(ssize_t (*)(int, void *, size_t, off64_t), "pread64")(file, octets, length, at);
}

int ftruncate64(int file, off64_t length) {
  return strikes_file("ftruncate", file) ? fail() : real(int (*)(int, off64_t), "ftruncate64")(file, length);
}

int open64(const char *name, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
  va_end(more);
  return strikes("open", name) ? fail() : real(int (*)(const char *, int, ...), "open64")(name, flags, mode);
}
