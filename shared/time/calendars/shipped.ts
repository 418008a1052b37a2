import * as z from 'zod/mini';
import { CalendarYear } from '../workingDays.ts';
import year2018 from './2018.json' with { type: 'json' };
import year2019 from './2019.json' with { type: 'json' };
import year2020 from './2020.json' with { type: 'json' };
import year2021 from './2021.json' with { type: 'json' };
import year2022 from './2022.json' with { type: 'json' };
import year2023 from './2023.json' with { type: 'json' };
import year2024 from './2024.json' with { type: 'json' };
import year2025 from './2025.json' with { type: 'json' };
import year2026 from './2026.json' with { type: 'json' };

let read: readonly CalendarYear[] | undefined;

/**
 * The years that come with the code. Each file names the State Council's notices that it follows. Read when somebody
 * first counts days: to check them costs a function 2 ms of its start, and few events count.
 */
export const shippedYears = (): readonly CalendarYear[] =>
  (read ??= z
    .array(CalendarYear)
    .parse([year2018, year2019, year2020, year2021, year2022, year2023, year2024, year2025, year2026]));
