package cn.jsjb.intake.supplementing;

import cn.jsjb.event.Decision;
import cn.jsjb.event.IntakeEvent.Attachment;
import cn.jsjb.event.IntakeEvent.ConfidentialityRequested;
import cn.jsjb.event.IntakeEvent.RequestUrged;
import cn.jsjb.event.IntakeEvent.RequestWithdrawn;
import cn.jsjb.event.IntakeEvent.TicketSupplemented;
import cn.jsjb.event.Reason;
import cn.jsjb.event.SealedBox;
import cn.jsjb.event.Stage;
import cn.jsjb.intake.Complaint;
import java.util.List;

/** What the claimant can still say after the request came in: more words, hurry, never mind, keep it secret. */
public final class Supplementing {
  private Supplementing() {}

  /** @param text open words, or null @param box the same sealed, for a confidential request */
  public record Words(String text, SealedBox box) {
    public static final Words NONE = new Words(null, null);

    public static Words of(String text) { return new Words(text, null); }
  }

  /** 补充. After the end it is kept as a note and changes nothing: what the claimant says is never lost (features 33). */
  public static Decision supplement(Complaint complaint, Words words, List<Attachment> attachments) {
    Decision no = unspeakable(complaint, words);
    return no != null ? no : Decision.accept(new TicketSupplemented(words.text(), attachments, !complaint.ticket().life().stage().isOpen(), words.box()));
  }

  /** 催办. */
  public static Decision urge(Complaint complaint, Words words) {
    Decision no = unspeakable(complaint, words);
    return no != null ? no : open(complaint, "催办 / urged", new RequestUrged(words.text(), words.box()));
  }

  /** 撤诉: in any open state. */
  public static Decision withdraw(Complaint complaint, Words words) {
    Decision no = unspeakable(complaint, words);
    return no != null ? no : open(complaint, "撤诉 / withdrawn", new RequestWithdrawn(words.text(), words.box()));
  }

  /** 保密: any time; it only widens. */
  public static Decision hide(Complaint complaint, String scope) {
    if (complaint == null) {
      return Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket");
    }
    return complaint.ticket().confidential() ? Decision.refuse(Reason.CONFIDENTIAL_ALREADY) : Decision.accept(new ConfidentialityRequested(scope));
  }

  /** Open words about a request that has just become confidential do not get into the log; nor sealed ones after an erasure. */
  private static Decision unspeakable(Complaint complaint, Words words) {
    if (complaint == null) {
      return Decision.refuse(Reason.NOT_FOUND, "工单 / the ticket");
    }
    return complaint.ticket().confidential() && words.text() != null ? Decision.refuse(Reason.STALE)
        : complaint.ticket().erased() && words.box() != null ? Decision.refuse(Reason.ERASED) : null;
  }

  private static Decision open(Complaint complaint, String what, cn.jsjb.event.IntakeEvent event) {
    Stage stage = complaint.ticket().life().stage();
    return stage.isOpen() ? Decision.accept(event) : Decision.refuse(Reason.NOT_IN_THIS_STATE, stage, what);
  }
}
