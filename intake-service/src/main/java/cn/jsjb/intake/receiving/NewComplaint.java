package cn.jsjb.intake.receiving;

import cn.jsjb.catalogue.RequestType;
import cn.jsjb.event.IntakeEvent.DispositionKind;
import cn.jsjb.event.IntakeEvent.Ground;
import cn.jsjb.event.IntakeEvent.Target;
import java.time.Instant;
import java.util.List;

/** A request as a channel sends it: the body of {@code POST /api/complaints}, a line of a batch, the data of an inbox message. */
public record NewComplaint(String channel, String channelMessageId, RequestType requestType, String title, String content, Person claimant,
    Where place, Instant calledAt, String category, String reportedParty, List<Enclosure> attachments, Decided disposition) {
  public NewComplaint(String channel, String channelMessageId, RequestType requestType, String title, String content, Person claimant,
      Where place, Instant calledAt, String category, String reportedParty, List<Enclosure> attachments) {
    this(channel, channelMessageId, requestType, title, content, claimant, place, calledAt, category, reportedParty, attachments, null);
  }

  /**
   * 处置: what the operator decided during the call; nobody else may.
   *
   * @param item of the knowledge base, for an answer @param text answer, advice or explanation where the knowledge base and the rules have none
   */
  public record Decided(DispositionKind kind, String text, String item, Target target, Ground ground) {}

  /** 诉求人. */
  public record Person(String name, String phone, Boolean anonymous, Boolean confidential) {}

  public record Where(String address, String districtCode, String localityCode, String communityCode, Double lon, Double lat) {}

  public record Enclosure(String name, String mediaType, Long size, String sha256) {}

  /** The same with the message id of its transport, where it carries none of its own. */
  NewComplaint orMessageId(String id) {
    return channelMessageId != null ? this
        : new NewComplaint(channel, id, requestType, title, content, claimant, place, calledAt, category, reportedParty, attachments, disposition);
  }
}
