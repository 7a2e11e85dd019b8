import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMUNICATION } from './observed/communication.ts';
import { communicationScene } from './observed/communication-scene.ts';
import { HUBS_B } from './observed/hubs-b.ts';
import { HUBS_BOTH } from './observed/hubs-both.ts';
import { HUBS_C, HUBS_SINCE_SEPTEMBER } from './observed/hubs-c.ts';
import { hubsScene } from './observed/hubs-scene.ts';
import { RESOURCES } from './observed/resources.ts';
import { resourcesScene } from './observed/resources-scene.ts';
import type { Row, Scene } from './observed/row.ts';
import { openTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(async () => target?.close());

/** Plays a scenario once and holds each row against it. */
function conforms<N extends string>(
  title: string,
  rows: readonly Row<N>[],
  play: () => Promise<Scene<N>>,
): void {
  describe(`${title}, as observed`, () => {
    let scene: Scene<N>;
    beforeAll(async () => {
      scene = await play();
    });
    test.each(rows)('$section: $says ($on)', (row) => {
      expect.hasAssertions();
      row.holds(scene.of[row.on], scene);
    });
  });
}

conforms('Notification Hubs 2017-04-01', [...HUBS_BOTH, ...HUBS_B], () =>
  hubsScene(target, '2017-04-01'),
);
conforms('Notification Hubs 2023-01-01-preview', [...HUBS_BOTH, ...HUBS_C], () =>
  hubsScene(target, '2023-01-01-preview'),
);
for (const version of ['2023-09-01', '2023-10-01-preview'])
  conforms(`Notification Hubs ${version}`, [...HUBS_BOTH, ...HUBS_C, ...HUBS_SINCE_SEPTEMBER], () =>
    hubsScene(target, version),
  );
for (const version of ['2020-08-20', '2023-04-01', '2025-09-01'])
  conforms(`Communication ${version}`, COMMUNICATION, () => communicationScene(target, version));
for (const version of ['2019-11-01', '2022-12-01', '2025-04-01'])
  conforms(`Resources ${version}`, RESOURCES, () => resourcesScene(target, version));
