/** Names of the cookies the API sets at sign-in; the values are the API's own business. */
const SESSION_COOKIES = ['__Host-jowi_session', '__Host-jowi_access'] as const;

/** Whether somebody signed in from this browser. The session may be over: the API says so, not we. */
export function hasSessionCookie(has: (name: string) => boolean): boolean {
  return SESSION_COOKIES.some(has);
}
