/** The part of the library that reads whole mails: larger than that which reads replies, so that it is loaded when one comes. */
export { parse } from '@hearback/bounce';
