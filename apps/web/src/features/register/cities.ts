/** Centres of the capital and the regions' largest towns, degrees: a start where no map can be shown. */
export const CITIES = {
  tashkent: { latitude: 41.3111, longitude: 69.2797 },
  andijan: { latitude: 40.7829, longitude: 72.3442 },
  bukhara: { latitude: 39.7747, longitude: 64.4286 },
  fergana: { latitude: 40.3842, longitude: 71.7843 },
  gulistan: { latitude: 40.4897, longitude: 68.7842 },
  jizzakh: { latitude: 40.1158, longitude: 67.8422 },
  karshi: { latitude: 38.8606, longitude: 65.7891 },
  kokand: { latitude: 40.5286, longitude: 70.9425 },
  namangan: { latitude: 40.9983, longitude: 71.6726 },
  navoi: { latitude: 40.0844, longitude: 65.3792 },
  nukus: { latitude: 42.4531, longitude: 59.6103 },
  samarkand: { latitude: 39.6547, longitude: 66.9758 },
  termez: { latitude: 37.2242, longitude: 67.2783 },
  urgench: { latitude: 41.55, longitude: 60.6333 },
} as const;

export type City = keyof typeof CITIES;
export const CITY_NAMES = Object.keys(CITIES) as City[];
export const isCity = (name: string): name is City => name in CITIES;
