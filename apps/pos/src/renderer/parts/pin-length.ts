/** As long as a PIN may be; the shortest needs Enter, since nobody is told how long hers is. */
export const MIN_PIN = 4;
export const MAX_PIN = 6;
