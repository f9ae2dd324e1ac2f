/*
 * A wall clock that is wrong, for LD_PRELOAD: it is ahead by the milliseconds (64 bits) in the file that HEARBACK_CLOCK_FILE names,
 * which may change at any time. The monotonic clock is left as it is.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const int64_t *ahead;

__attribute__((constructor)) static void map_file(void) {
  const char *name = getenv("HEARBACK_CLOCK_FILE");
  if (!name) return;
  int file = open(name, O_RDONLY);
  void *found = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *ahead, PROT_READ, MAP_SHARED, file, 0);
  if (found == MAP_FAILED) abort();
  close(file);
  ahead = found;
}

#define real(type, name) ((type)dlsym(RTLD_NEXT, name))

int clock_gettime(clockid_t clock, struct timespec *at) {
  static int (*asked)(clockid_t, struct timespec *);
  if (!asked) asked = real(int (*)(clockid_t, struct timespec *), "clock_gettime");
  int answer = asked(clock, at);
  if (answer != 0 || !ahead || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)) return answer;
  int64_t nanoseconds = at->tv_sec * 1000000000LL + at->tv_nsec + *(volatile const int64_t *)ahead * 1000000LL;
  at->tv_sec = nanoseconds / 1000000000LL;
  at->tv_nsec = nanoseconds % 1000000000LL;
  return 0;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone) {
  (void)zone;
  struct timespec found;
  if (clock_gettime(CLOCK_REALTIME, &found) != 0) return -1;
  at->tv_sec = found.tv_sec;
  at->tv_usec = found.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *at) {
  struct timespec found;
  clock_gettime(CLOCK_REALTIME, &found);
  if (at) *at = found.tv_sec;
  return found.tv_sec;
}
