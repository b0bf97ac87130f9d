export const AUTH_SECRET = 'the secret of the tests, 32 letters and more';
export const WEB_ORIGIN = 'http://localhost:3000';
