export const AUTH_SECRET = 'the secret of the tests, 32 letters and more';
export const WEB_ORIGIN = 'http://localhost:3000';
/** The clock of the tests stands still, and with it the window in which requests are counted. */
export const UNLIMITED = {
  REQUESTS_PER_ADDRESS: '1000000',
  REQUESTS_PER_ACCOUNT: '1000000',
  REQUESTS_PER_TENANT: '1000000',
  REQUESTS_PER_TERMINAL: '1000000',
};
