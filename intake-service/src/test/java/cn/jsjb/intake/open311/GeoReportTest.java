package cn.jsjb.intake.open311;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Open311 without a server: the shapes of the published examples, what is asked and what the public may read. */
class GeoReportTest {
  private static final Publishing PUBLISHING = new Publishing(Catalogue.get());
  private static final Instant NOW = Instant.parse("2026-05-06T03:22:00.789Z");
  private static final Publishing.Facts FACTS = new Publishing.Facts("RX260506-000000001", "OPEN311", "DISPATCHED", "030201",
      "我叫王小明，电话13800000000，路灯坏了", "110107", "110107011", null, 116.23456, 39.90123, "110107011", NOW, NOW, NOW);

  // ---- shapes: the elements of the examples in the specification

  @Test void services_have_the_shape_of_the_published_example() throws Exception {
    Element services = xml(Format.XML.list("services", "service", PUBLISHING.services()));
    assertEquals(Set.of("services", "services/service", "services/service/service_code", "services/service/service_name", "services/service/description", "services/service/metadata",
        "services/service/type", "services/service/keywords", "services/service/group"), paths(services));
    assertEquals(Catalogue.get().categories().all().size(), services.getElementsByTagName("service").getLength());
    assertEquals(Set.of("true", "false"), texts(services, "metadata"));
    JsonNode json = json(Format.JSON.list("services", "service", PUBLISHING.services()));
    assertTrue(json.isArray() && json.get(0).get("service_code").isTextual() && json.get(0).get("metadata").isBoolean());
  }

  @Test void a_definition_has_the_shape_of_the_published_example() throws Exception {
    Element definition = xml(Format.XML.one("service_definition", PUBLISHING.definition("010101")));
    String attribute = "service_definition/attributes/attribute";
    assertEquals(Set.of("service_definition", "service_definition/service_code", "service_definition/attributes", attribute, attribute + "/variable", attribute + "/code",
        attribute + "/datatype", attribute + "/required", attribute + "/datatype_description", attribute + "/order", attribute + "/description", attribute + "/values",
        attribute + "/values/value", attribute + "/values/value/key", attribute + "/values/value/name"), paths(definition));
    JsonNode json = json(Format.JSON.one("service_definition", PUBLISHING.definition("010101")));
    assertEquals("singlevaluelist", json.at("/attributes/1/datatype").asText());
    assertTrue(json.at("/attributes/0/order").isInt() && json.at("/attributes/1/required").asBoolean() && json.at("/attributes/1/values/0/key").isTextual());
    assertNull(PUBLISHING.definition("999999"));
    assertEquals(0, PUBLISHING.definition("020204").attributes().size());
  }

  @Test void a_request_has_the_shape_of_the_published_example_and_times_without_fractions() throws Exception {
    Element requests = xml(Format.XML.list("service_requests", "request", List.of(PUBLISHING.request(FACTS))));
    assertEquals(List.of("service_request_id", "status", "status_notes", "service_name", "service_code", "description", "agency_responsible", "service_notice", "requested_datetime",
        "updated_datetime", "expected_datetime", "address", "address_id", "zipcode", "lat", "long", "media_url").stream().map(n -> "service_requests/request/" + n).collect(Collectors.toSet()),
        paths(requests).stream().filter(p -> p.startsWith("service_requests/request/")).collect(Collectors.toSet()));
    assertEquals(Set.of("2026-05-06T11:22:00+08:00"), texts(requests, "requested_datetime"));
    assertFalse(new String(Format.XML.list("service_requests", "request", List.of(PUBLISHING.request(FACTS))), StandardCharsets.UTF_8).contains("null"), "XML has empty elements, never the word null");
    assertEquals(Set.of("open"), texts(requests, "status"));
  }

  @Test void discovery_names_two_endpoints_and_both_formats() throws Exception {
    Element discovery = xml(Format.XML.one("discovery", PUBLISHING.discovery("http://localhost:8081")));
    assertEquals(Set.of("production", "test"), texts(discovery, "type"));
    assertEquals(Set.of("text/xml", "application/json"), texts(discovery, "format"));
    assertEquals(Set.of("http://localhost:8081/open311/v2", "http://localhost:8081/open311/test/v2"), texts(discovery, "url"));
    assertTrue(Instant.parse(java.time.OffsetDateTime.parse(texts(discovery, "changeset").iterator().next()).toInstant().toString()).isBefore(NOW));
    assertEquals(2, json(Format.JSON.one("discovery", PUBLISHING.discovery("x"))).at("/endpoints/1/formats").size());
  }

  @Test void the_reading_of_a_stranger_finds_what_is_wrong() {
    GeoReportSchema.check("<services><service><group/><keywords>a, b</keywords><service_code>1</service_code><service_name>n</service_name><description/><metadata>true</metadata><type>realtime</type></service></services>".getBytes(StandardCharsets.UTF_8));
    for (String wrong : List.of("<services><service><service_code>1</service_code></service></services>", "<requests/>", "<errors/>",
        "<service_requests><request><status>DISPATCHED</status></request></service_requests>",
        "<service_requests><request><requested_datetime>2026-05-06T03:22:00.789Z</requested_datetime></request></service_requests>")) {
      assertThrows(AssertionError.class, () -> GeoReportSchema.check(wrong.getBytes(StandardCharsets.UTF_8)), wrong);
    }
  }

  @Test void errors_are_a_list_and_no_character_of_a_citizen_breaks_the_xml() throws Exception {
    Element errors = xml(Format.XML.list("errors", "error", List.of(new GeoReport.Fault(400, "\u0001\uFFFF<&> 𠮷"))));
    assertEquals(Set.of("errors", "errors/error", "errors/error/code", "errors/error/description"), paths(errors));
    assertTrue(errors.getTextContent().contains("<&> 𠮷"));
    assertEquals("<services/>", new String(Format.XML.list("services", "service", List.of()), StandardCharsets.UTF_8).replaceFirst("^<\\?[^>]*\\?>", "").strip());
  }

  // ---- what the public may read

  @Test void the_words_of_other_channels_are_not_published_and_those_of_this_one_are_masked() {
    String shown = PUBLISHING.request(FACTS).description();
    assertEquals("我叫***，电话***，路灯坏了", shown);
    Publishing.Facts phone = new Publishing.Facts("RX260506-000000001", "PHONE", "CLOSED", "030201", "我住3号楼2单元501", null, null, null, null, null, null, null, NOW, NOW);
    assertFalse(PUBLISHING.request(phone).description().contains("501"));
    assertTrue(PUBLISHING.request(phone).description().contains("路灯不亮"));
    assertEquals("closed", PUBLISHING.request(phone).status());
    assertEquals(116.235, PUBLISHING.request(FACTS).lon());
    assertEquals("石景山区鲁谷街道", PUBLISHING.request(FACTS).address());
    assertEquals("鲁谷街道", PUBLISHING.request(FACTS).agencyResponsible());
  }

  @Test void what_names_a_person_is_masked() {
    for (String secret : List.of("13800000000", "138-0000-0000", "138 0000 0000", "１３８００００００００", "010-65252244", "11010519491231002X", "zhang.san@example.org", "京A·12345", "京AD12345",
        "一三八零零零零零零零零", "2单元501室")) {
      String masked = Masking.mask("请联系" + secret + "，谢谢");
      assertEquals("请联系***，谢谢", masked, secret);
    }
    assertFalse(Masking.mask("姓名：张三丰，微信号zhang_san-1").contains("张三"));
    assertFalse(Masking.mask("物业的李经理不管，王女士可以作证").contains("王女士"));
    assertEquals("小区门口第3根路灯不亮已经15天了", Masking.mask("小区门口第3根路灯不亮已经15天了"));
  }

  // ---- what is posted

  @Test void a_posting_becomes_a_request_like_any_other() {
    var request = request("service_code=010401&lat=39.9&long=116.2&address_string=鲁谷街道六合园&first_name=小明&last_name=王&phone=13800000000&email=w@example.org&description=家里只有14度"
        + "&media_url=https://example.org/1.jpg&attribute[ROOM_TEMPERATURE]=14&attribute[EXTENT]=HOME&device_id=x&account_id=y&api_key=k");
    assertEquals("OPEN311", request.channel());
    assertEquals("王小明", request.claimant().name());
    assertEquals(Map.of("ROOM_TEMPERATURE", List.of("14"), "EXTENT", List.of("HOME")), request.answers());
    assertEquals("家里只有14度\n附图 / media: https://example.org/1.jpg", request.content());
    assertEquals(116.2, request.place().lon());
    assertEquals("John Smith", request("service_code=020204&address_string=x&first_name=John&last_name=Smith").claimant().name());
    assertEquals(List.of("DAY", "NIGHT"), request("service_code=130101&address_string=x&attribute[HOURS][]=DAY&attribute[HOURS][]=NIGHT").answers().get("HOURS"));
    assertEquals("110107011", request("service_code=020204&address_id=110107011").place().localityCode());
  }

  @Test void what_is_missing_or_too_long_is_said() {
    refused(400, "service_code required", "lat=1&long=2");
    refused(404, "service_code 999999", "service_code=999999&lat=1&long=2");
    refused(400, "ROOM_TEMPERATURE required", "service_code=010401&address_string=x");
    refused(400, "ROOM_TEMPERATURE required", "service_code=010401&address_string=x&attribute[ROOM_TEMPERATURE]=");
    refused(400, "Say where", "service_code=020204&description=x");
    refused(400, "Say where", "service_code=020204&lat=39");
    refused(400, "lat", "service_code=020204&lat=abc&long=2");
    refused(400, "lat", "service_code=020204&lat=NaN&long=2");
    refused(400, "4000", "service_code=020204&address_string=x&description=" + "字".repeat(4_001));
    assertEquals(4_000, request("service_code=020204&address_string=x&description=" + "字".repeat(4_000)).content().length());
    refused(400, "", "service_code=%zz");
  }

  // ---- what is searched for

  @Test void ninety_days_are_the_rule_and_names_pass_over_everything_else() {
    Searching all = search(Map.of());
    assertEquals(NOW.minusSeconds(90 * 86_400), all.values().get("from"));
    assertEquals(1_000, all.pageSize());
    assertEquals(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(90 * 86_400).plusMillis(999), search(Map.of("start_date", "2026-01-01T00:00:00Z")).values().get("to"));
    assertThrows(Fault.class, () -> search(Map.of("start_date", "2026-01-01T00:00:00Z", "end_date", "2026-04-02T00:00:00Z")));
    assertThrows(Fault.class, () -> search(Map.of("start_date", "yesterday")));
    assertFalse(search(Map.of("updated_after", "2026-05-01T00:00:00+08:00")).values().containsKey("from"), "an old request may have changed");
    Searching named = search(Map.of("service_request_id", "RX260506-000000001, 5b1c9e4e-8a52-5c3d-9d62-000000000001,zzz", "status", "rubbish"));
    assertEquals(List.of("000000001"), named.values().get("tails"));
    assertEquals(1, ((List<?>) named.values().get("ids")).size());
    assertTrue(all.conditions().containsAll(Searching.PUBLIC) && named.conditions().containsAll(Searching.PUBLIC), "only what everybody may see");
  }

  @Test void states_places_and_pages_are_checked() {
    assertTrue(((List<?>) search(Map.of("status", "closed")).values().get("stages")).contains("CLOSED"));
    assertFalse(((List<?>) search(Map.of("status", "closed")).values().get("stages")).contains("HANDLING"));
    assertThrows(Fault.class, () -> search(Map.of("status", "broken")));
    assertEquals(116.0, search(Map.of("bbox", "116,39,117,40")).values().get("west"));
    assertThrows(Fault.class, () -> search(Map.of("bbox", "116,39,117")));
    assertEquals(500d * 500, search(Map.of("lat", "39.9", "long", "116.2")).values().get("square"));
    assertThrows(Fault.class, () -> search(Map.of("page", "0")));
    assertThrows(Fault.class, () -> search(Map.of("page_size", "1001")));
  }

  private static Searching search(Map<String, String> query) {
    return Searching.requests(new Form(query.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())))), NOW);
  }

  private static cn.jsjb.intake.receiving.NewComplaint request(String form) { return Requesting.request(form(form), "m-1", List.of(), Catalogue.get()); }

  private static Form form(String form) {
    return Form.of(java.util.Arrays.stream(form.split("&")).map(f -> f.contains("%") ? f : URLEncoder.encode(f, StandardCharsets.UTF_8).replaceFirst("%3D", "=")).collect(Collectors.joining("&"))
        .getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(int status, String says, String form) {
    Fault fault = assertThrows(Fault.class, () -> request(form));
    assertEquals(status, fault.status());
    assertTrue(fault.document().description().contains(says), fault.document().description());
  }

  private static Element xml(byte[] document) throws Exception {
    GeoReportSchema.check(document);
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(document)).getDocumentElement();
  }

  private static JsonNode json(byte[] document) throws Exception { return EventTypes.JSON.readTree(document); }

  private static Set<String> paths(Element root) {
    Set<String> paths = new TreeSet<>();
    collect(root, root.getTagName(), paths);
    return paths;
  }

  private static void collect(Element element, String path, Set<String> paths) {
    paths.add(path);
    IntStream.range(0, element.getChildNodes().getLength()).mapToObj(element.getChildNodes()::item).filter(n -> n.getNodeType() == Node.ELEMENT_NODE)
        .forEach(n -> collect((Element) n, path + "/" + n.getNodeName(), paths));
  }

  private static Set<String> texts(Element root, String tag) {
    var nodes = root.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> nodes.item(i).getTextContent()).collect(Collectors.toSet());
  }
}
