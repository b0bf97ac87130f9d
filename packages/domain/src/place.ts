/** A point on the map, degrees. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** The rectangle around Uzbekistan, a little generous at the borders. */
const UZBEKISTAN = { south: 37.1, north: 45.7, west: 55.9, east: 73.3 };

/**
 * What is odd about a shop's coordinates, for a warning and not a refusal: `swapped` when they lie in Uzbekistan the
 * other way round, `abroad` when they do not at all, null when they may well be right.
 */
export function findPlaceDoubt({ latitude, longitude }: Place): 'swapped' | 'abroad' | null {
  if (isInUzbekistan(latitude, longitude)) return null;
  return isInUzbekistan(longitude, latitude) ? 'swapped' : 'abroad';
}

function isInUzbekistan(latitude: number, longitude: number): boolean {
  const { south, north, west, east } = UZBEKISTAN;
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}
