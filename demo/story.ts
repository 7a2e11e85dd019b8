/** One step of the demo: what it shows, the words after `acs-notify`, and the exit code it must have. */
export interface Chapter {
  about: string;
  words: string;
  exit: number;
}

const CREATE = 'hub create --resource-group contoso --bundle-id com.contoso.app --voip';
const LINK = 'link-hub --resource contoso-acs --hub com.contoso.app.voip';
const STATUS = 'status --resource contoso-acs';
const HERE =
  '/subscriptions/a1b2c3d4-2222-4222-8222-00000000c0de/resourceGroups/contoso/providers/Microsoft.Communication/communicationServices/contoso-acs';
const ELSEWHERE =
  '/subscriptions/a1b2c3d4-3333-4333-8333-00000000c0de/resourceGroups/fabrikam/providers/Microsoft.NotificationHubs/namespaces/fabrikam-push/notificationHubs/app';

/** The main job as the demo tells it. */
export const STORY: readonly Chapter[] = [
  {
    about: 'Before: the ACS resource is linked to no hub, so no phone rings.',
    words: STATUS,
    exit: 10,
  },
  {
    about: 'A namespace, a hub with the .voip name, and a policy that may only send.',
    words: CREATE,
    exit: 0,
  },
  { about: 'Link the hub to the ACS resource.', words: LINK, exit: 0 },
  { about: 'After: the whole chain.', words: STATUS, exit: 0 },
  { about: 'The same again changes nothing.', words: CREATE, exit: 0 },
  { about: 'Neither does linking again.', words: LINK, exit: 0 },
  {
    about: 'A hub in another subscription is refused before anything is sent.',
    words: `link-hub --resource ${HERE} --hub ${ELSEWHERE}`,
    exit: 2,
  },
];
