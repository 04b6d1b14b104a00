/** An extension, by the names of call state (C-324, vendor code). */
export interface VoicenterExtension {
  /** SIP code. */
  username: string;
  name: string;
  extensionID: number;
  /** Whose it is; 0 for nobody. */
  userID: number;
  /** Who is signed in; 0 for nobody. */
  onlineUserID: number;
  /** C-314; 2 also for nobody. */
  onlineUserStatus: number;
  /** Its telephone is registered. */
  isOnline: boolean;
  /** It may not be used for click2call (C-307). */
  isBlocked: boolean;
}

/** A queue and who waits in it, by the names of the answer (C-328, vendor code). */
export interface VoicenterQueue {
  Name: string;
  ID: number;
  Weight: number;
  /** `JoinTime` in epoch seconds; how long one waits is reckoned when asked. */
  Callers: { Phone: string; CallID: string; JoinTime: number }[];
}

/** How a call ended, in the words of the events (C-333, vendor code). */
export type VoicenterCause = 'Normal hangup' | 'Answered elsewhere' | 'Call Rejected';

/** A call that is on. Times are epoch milliseconds. */
export interface VoicenterLiveCall {
  /** The one id of the call in every service (C-309). */
  ivrid: string;
  /** SIP code of the agent's extension; a number where the first leg goes to a telephone. */
  extension: string;
  /** The other end's number, as it came. */
  phone: string;
  /** The other end's name. */
  name: string;
  direction: 'Incoming' | 'Outgoing';
  /**
   * Of click2call: `Ringing` while the agent's extension rings, `Dialing` while the customer's telephone does, then
   * `Talking` (C-308, C-325). Which word stands for which leg no page says.
   */
  status: 'Ringing' | 'Dialing' | 'Talking' | 'Hold';
  isClick2Call: boolean;
  startedAt: number;
  /** 0 when the two do not speak yet. */
  answeredAt: number;
  /** The number that was called; only of an incoming call. */
  did: string;
  isRecorded: boolean;
  /** The recording is muted, not the microphone (C-318). */
  isMuted: boolean;
  /** What `var_…` brought (C-304). */
  customData: Record<string, string>;
}

/** Milliseconds of each step of a call that goes on by itself. A step that is absent does not come. */
export interface VoicenterCourse {
  /** The extension rings so long, then the agent has answered. */
  answerLeg1?: number;
  /** The customer's telephone rings so long, then the customer has answered. */
  answerCustomer?: number;
  /** They speak so long, then the call has ended. */
  talk?: number;
}
