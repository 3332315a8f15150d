package cn.jsjb.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What may be attached to a request (附件).
 *
 * @param types media types, by content and not by name
 */
public record AttachmentRules(String version, int largestBytes, List<String> types) {
  static AttachmentRules read(JsonNode file) {
    return new AttachmentRules(Json.text(file, "version"), file.required("largestBytes").intValue(), Json.strings(file.required("types")));
  }
}
