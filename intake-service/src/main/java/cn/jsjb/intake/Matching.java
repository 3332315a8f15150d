package cn.jsjb.intake;

import cn.jsjb.log.PrivateBox;

/** Keyed hashes by which a person is recognised without being known (rule P4). */
public final class Matching {
  private Matching() {}

  /** Equal for equal numbers, whatever the complaint: repeat callers. Null without a number. */
  public static String phone(PrivateBox box, String phone) { return phone == null ? null : box.match("phone", phone); }

  /** Bound to the complaint, so that it says nothing about other complaints of the same caller. */
  public static String lastFour(PrivateBox box, String complaintId, String phone) {
    return phone == null || phone.length() < 4 ? null : box.match("last-four", complaintId, phone.substring(phone.length() - 4));
  }
}
