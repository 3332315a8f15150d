package cn.jsjb.tools.inspecting;

import cn.jsjb.supervision.packing.Pack;
import cn.jsjb.tools.Addresses.ServiceName;
import cn.jsjb.tools.Installation;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The contents of attachments, from intake-service and under its rules: it decides whether an inspector may have them, and records
 * the look (SensitiveDataViewed) where the claimant is to be kept secret. What is not given is said and left out.
 */
final class Attached {
  private final Supervision services;
  private final String reason;
  private final List<String> missing = new ArrayList<>();

  Attached(Installation installation, String by, String reason) {
    this.services = new Supervision(installation, by);
    this.reason = reason;
  }

  byte[] content(String complaint, Pack.Attachment attachment) {
    HttpResponse<byte[]> answer = services.get(ServiceName.INTAKE, "/api/complaints/%s/attachments/%s?reason=%s".formatted(URLEncoder.encode(complaint, StandardCharsets.UTF_8), attachment.sha256(),
        URLEncoder.encode(reason, StandardCharsets.UTF_8)));
    if (answer != null && answer.statusCode() == 200) {
      return answer.body();
    }
    missing.add("attachment %s is not in the pack: %s".formatted(attachment.sha256(), answer == null ? "intake-service does not answer" : "intake-service answers " + answer.statusCode()));
    return null;
  }

  List<String> missing() { return missing; }
}
