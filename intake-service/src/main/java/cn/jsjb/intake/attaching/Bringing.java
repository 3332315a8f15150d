package cn.jsjb.intake.attaching;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.IntakeEvent.Attachment;
import cn.jsjb.event.Reason;
import cn.jsjb.event.Refusal;
import cn.jsjb.intake.receiving.Receiving;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** One content on its way in: judged and cleaned first, kept afterwards, whichever way it came. */
@Singleton
public class Bringing {
  private static final int NAME = 200;

  /** Cleaned and not kept yet. @param attachment as an event will name it */
  public record Brought(Attachment attachment, byte[] content) {}

  @Inject AttachmentStore store;

  /** @throws Refused naming the field {@code file}: too large, of a type that is not taken, or broken */
  public Brought clean(byte[] content, String name) {
    String words = Receiving.words("name", name, NAME);
    return switch (Cleaning.clean(content, Catalogue.get().attachments())) {
      case Cleaning.Refused refused -> throw new Refused(refused.refusal(), "file");
      case Cleaning.Clean clean -> new Brought(new Attachment(words == null ? "附件" : words, clean.mediaType(), (long) clean.content().length, Cleaning.sha256(clean.content())), clean.content());
    };
  }

  public Attachment keep(Brought brought) {
    AttachmentStore.Stored stored = store.put(brought.content, brought.attachment.mediaType());
    return new Attachment(brought.attachment.name(), stored.mediaType(), stored.size(), stored.sha256());
  }

  /** With the store's own type and size. */
  public List<Attachment> known(List<Attachment> attachments) { return store.known(attachments); }

  static Refused tooLarge() { return new Refused(new Refusal(Reason.TOO_LARGE, Catalogue.get().attachments().largestBytes() / (1 << 20) + " MB"), null); }
}
