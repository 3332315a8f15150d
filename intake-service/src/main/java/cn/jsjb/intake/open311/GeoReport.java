package cn.jsjb.intake.open311;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlElementWrapper;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import java.util.List;

/** What Open311 GeoReport v2 and FixMyStreet's extension of it say, in their words (snake case on the wire). Codes and ids are texts. */
final class GeoReport {
  private GeoReport() {}

  record Discovery(String changeset, String contact, String keyService,
      @JacksonXmlElementWrapper(localName = "endpoints") @JacksonXmlProperty(localName = "endpoint") List<Endpoint> endpoints) {}

  record Endpoint(String specification, String url, String changeset, String type,
      @JacksonXmlElementWrapper(localName = "formats") @JacksonXmlProperty(localName = "format") List<String> formats) {}

  record Service(String serviceCode, String serviceName, String description, boolean metadata, String type, String keywords, String group) {}

  record Definition(String serviceCode,
      @JacksonXmlElementWrapper(localName = "attributes") @JacksonXmlProperty(localName = "attribute") List<Attribute> attributes) {}

  record Attribute(boolean variable, String code, String datatype, boolean required, String datatypeDescription, int order, String description,
      @JacksonXmlElementWrapper(localName = "values") @JacksonXmlProperty(localName = "value") List<Value> values) {}

  record Value(String key, String name) {}

  record Request(String serviceRequestId, String status, String statusNotes, String serviceName, String serviceCode, String description,
      String agencyResponsible, String serviceNotice, String requestedDatetime, String updatedDatetime, String expectedDatetime, String address,
      String addressId, String zipcode, Double lat, @JsonProperty("long") Double lon, String mediaUrl) {}

  /** Either the number or, when it is not known in time, a token to ask for it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Posted(String serviceRequestId, String token, String serviceNotice) {}

  /** @param serviceRequestId empty while it is not known yet */
  record Numbered(String token, String serviceRequestId) {}

  record Update(String updateId, String serviceRequestId, String status, String updatedDatetime, String description, String mediaUrl) {}

  record UpdatePosted(String updateId) {}

  record Fault(int code, String description) {}
}
