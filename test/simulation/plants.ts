import type { Plant } from "./faults/plant.ts";
import { PLANTS_IN_SEARCH } from "./plants/search.ts";
import { PLANTS_IN_WRITING } from "./plants/writing.ts";
import { PLANTS_ON_THE_DESK } from "./plants/desk.ts";

export const PLANTS: Plant[] = [...PLANTS_IN_WRITING, ...PLANTS_ON_THE_DESK, ...PLANTS_IN_SEARCH];
