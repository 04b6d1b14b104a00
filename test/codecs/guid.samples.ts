/** What servers and portals have written where no call was placed, or where they failed. */
export const noGuids = [
  ...[
    'null',
    'NULL',
    'undefined',
    'None',
    'nil',
    'false',
    'true',
    'NaN',
    'Infinity',
    '-1',
    '-2',
    '00',
    '0.0',
    '-0',
    '+0',
  ],
  ...['OK', 'ERROR', 'error:3', 'Failed', 'Agent busy', 'busy', 'AgentBusy', 'timeout', 'Unauthorized', 'not_found'],
  ...['ERROR: agent not logged in', 'agent-not-logged-in', 'UNKNOWN', 'java.lang.NullPointerException', 'No agent'],
  ...['{"error":"x"}', '{}', '[]', '[null]', '["7e4e7db9"]', '{7e4e7db9-f080-494e-b04b-7c8e47711558}'],
  ...["'7e4e7db9'", '"7e4e7db9', '7e4e7db9 f080', '7e4e\t7db9', '7e4e\n7db9', '7e4e\u00a07db9', '7e4e\u200b7db9'],
  ...['¿?', 'é', '/', '-', '.', 'a,b', 'a;b', 'a=b', 'a&b', '<a', 'x'.repeat(201)],
];

/** Their states, codes and empty ids. */
export const noIds = [
  ...['1', '404', '12345', 'E404', 'HTTP_500', 'err-3', '1.5', 'x', 'SUCCESS', 'Ringing', 'CONGESTION'],
  ...['NO_PERMISSION', 'AGENT_PAUSED', 'PHONE_IN_USE', 'LoggedOff', 'AGENT_1001_PAUSED', 'PHONE_1001_IN_USE'],
  ...[
    'agent1001.logged_off',
    ...['result:-1', 'rc:4', 'v8.0.1', '10.0.0.1', '10.0.0.1:8080', '2026-11-30', '2026-11-30T18:05:37Z', '18:05:37'],
    ...['E_NOAGENT_1', 'agent_1001_not_registered', 'NOT_READY_1001', 'AGENT-1001-LOGOUT', 'session_expired_401'],
    ...['QUOTA_100', 'license_exceeded_10', 'agente1001_ocupado'],
    'nullnull',
    'null:null',
    'null1',
    '00000000-0000-0000-0000-000000000000',
    '0000000000000000',
  ],
];
