package cn.jsjb.tools.inspecting;

import cn.jsjb.log.RecordView;
import cn.jsjb.tools.Trouble;
import java.nio.charset.StandardCharsets;

/** People know a complaint by its ticket number (工单编号), the log by its id. */
final class Ticket {
  private Ticket() {}

  /** The id itself, or the id of the complaint whose first fact carries this ticket number. */
  static String idOf(String idOrNumber, Reading reading) {
    String asked = idOrNumber.strip();
    if (!asked.startsWith("RX")) {
      return asked;
    }
    String wanted = "\"" + asked + "\"";
    String[] found = {null};
    reading.forEach(raw -> {
      RecordView record = RecordView.of(raw);
      if (found[0] == null && record.type().equals("intake.RequestReceived") && new String(record.value(), StandardCharsets.UTF_8).contains(wanted)) {
        found[0] = record.key();
      }
    });
    if (found[0] == null) {
      throw new Trouble("No complaint in %s has the ticket number %s.", reading.description(), asked);
    }
    return found[0];
  }
}
