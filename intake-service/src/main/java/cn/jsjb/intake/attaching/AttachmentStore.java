package cn.jsjb.intake.attaching;

import cn.jsjb.edge.Refused;
import cn.jsjb.event.IntakeEvent.Attachment;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.intake.receiving.Receiving;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Contents under their hash: the same content is there once, and nothing is ever overwritten. What nobody names is swept. Blocks its thread. */
public interface AttachmentStore {
  /** @param sha256 64 hex digits, of the content as it is kept @param size bytes */
  record Stored(String sha256, String mediaType, long size) {}

  Stored put(byte[] content, String mediaType);

  /** Null when there is no such content. */
  Stored find(String sha256);

  byte[] read(String sha256);

  /** Somebody is about to name it: it is as new as if it had just been brought. */
  void touch(String sha256);

  /** Hashes of what was neither brought nor named since then. */
  List<String> untouchedSince(Instant then);

  /** Removes it if it still has not been touched since then. @return whether it is gone */
  boolean removeIfUntouchedSince(String sha256, Instant then);

  /** The request with what the store knows of its attachments, or a refusal that names the unknown one. */
  default Receiving.Verdict check(Receiving.Acceptable request) {
    try {
      return request.with(known(request.open().attachments()));
    } catch (Refused unknown) {
      return new Receiving.Rejected(unknown.field(), unknown.refusal());
    }
  }

  /** The same with the store's type and size. @throws Refused naming the first that is not there */
  default List<Attachment> known(List<Attachment> attachments) {
    List<Attachment> known = new ArrayList<>();
    for (int i = 0; i < attachments.size(); i++) {
      Attachment a = attachments.get(i);
      Stored stored = find(a.sha256());
      if (stored == null) {
        throw new Refused(new Refusal(Reason.ATTACHMENT_UNKNOWN, a.sha256()), "attachments[%d].sha256".formatted(i));
      }
      touch(stored.sha256());
      known.add(new Attachment(a.name(), stored.mediaType(), stored.size(), a.sha256()));
    }
    return known;
  }
}
