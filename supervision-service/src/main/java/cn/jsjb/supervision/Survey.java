package cn.jsjb.supervision;

import cn.jsjb.event.SupervisionEvent.CallbackChannel;
import java.time.Instant;

/** The newest link to the questions of a round; it answers once and until it expires. @param tokenHash keyed; null where it is shown */
public record Survey(int number, CallbackChannel channel, String tokenHash, Instant expiresAt) {}
