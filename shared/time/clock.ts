/** Port: what time it is. Milliseconds since 1970, UTC. */
export interface Clock {
  now(): number;
}
