package cn.jsjb.intake.receiving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.RequestType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables of requests: what is a record, what is a column. */
class CsvTest {
  @Test void a_record_may_run_over_lines_and_hold_quotes_and_commas() throws IOException {
    var records = read("编号,内容\n1,\"第一行\n第二行，\"\"引\"\"，a,b\"\r\n\n2,x\n", StandardCharsets.UTF_8, null);
    assertEquals(List.of("1", "第一行\n第二行，\"引\"，a,b"), records.get(1).fields());
    assertEquals(2, records.get(1).line());
    assertEquals(5, records.get(2).line(), "blank lines count and are no records");
  }

  @Test void a_bad_record_costs_its_own_line_and_nothing_behind_it() throws IOException {
    var records = read("a,b\n1,\"open\n2,x\n3,y,too many\n4\n5,\"a\"b\n6,\"fine\"\n7,\"open too\n8,z", StandardCharsets.UTF_8, null);
    assertEquals(List.of("1", "2!", "3", "4!", "5!", "6!", "7", "8!", "9"), records.stream().map(r -> r.line() + (r.fields() == null ? "!" : "")).toList());
    assertEquals(List.of("8", "z"), records.getLast().fields());
  }

  @Test void the_encoding_is_found_out() throws IOException {
    for (String text : List.of("标题,内容\n路灯,不亮\n", "标题,内容\n" + "字".repeat(40_000) + ",不亮\n")) {
      for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
        assertEquals("标题", read(text, charset, null).getFirst().fields().getFirst(), charset.name());
        assertEquals("不亮", read(text, charset, null).get(1).fields().get(1), charset.name());
      }
    }
    assertEquals("标题", read("\uFEFF标题,内容\n", StandardCharsets.UTF_8, Charset.forName("GB18030")).getFirst().fields().getFirst(), "the mark wins");
    assertNull(read("标题,内容\n路灯,不亮\n", Charset.forName("GB18030"), StandardCharsets.UTF_8).getFirst().fields(), "lost bytes are no words");
    assertEquals("𠮷", read("标题\n𠮷\n", Charset.forName("GB18030"), null).get(1).fields().getFirst());
  }

  @Test void columns_are_known_by_their_english_and_chinese_headings() {
    CsvColumns columns = new CsvColumns(List.of("工单编号", "受理渠道", "工单类型", "标题", "主要内容", "来电人", "来电号码", "被反映区", "被反映街乡镇", "村/社区", "小区点位", "来电时间", "是否保密", "别的"), null, Catalogue.get());
    assertNull(columns.missing());
    NewComplaint request = columns.row(List.of("d-1", "DISTRICT_PORTAL", "投诉", "路灯不亮", "门口路灯不亮", "王某", "=\"13800000000\"", "石景山区", "鲁谷街道", "不详", "六合园", "2026/5/6 11:22", "否", "x")).request();
    assertEquals("DISTRICT_PORTAL", request.channel());
    assertEquals("d-1", request.channelMessageId());
    assertEquals(RequestType.COMPLAINT, request.requestType());
    assertEquals("13800000000", request.claimant().phone());
    assertEquals(false, request.claimant().confidential());
    assertEquals(new NewComplaint.Where("六合园", "110107", "110107011", null, null, null), request.place());
    assertEquals(Instant.parse("2026-05-06T03:22:00Z"), request.calledAt());
  }

  @Test void what_the_directory_does_not_know_is_left_to_the_locator() {
    CsvColumns columns = new CsvColumns(List.of("channelMessageId", "content", "district", "locality", "answers.lamps", "category"), "GRID", Catalogue.get());
    NewComplaint request = columns.row(List.of("1", "x", "石景山", "和平", "3", "路灯不亮")).request();
    assertEquals("石景山 和平", request.place().address());
    assertEquals("GRID", request.channel());
    assertEquals(List.of("3"), request.answers().get("LAMPS"));
    assertEquals("030201", request.category());
  }

  @Test void columns_that_have_to_be_there_are_named() {
    assertEquals("content 主要内容", new CsvColumns(List.of("channelMessageId"), "GRID", Catalogue.get()).missing());
    assertEquals("channelMessageId 消息编号", new CsvColumns(List.of("内容"), "GRID", Catalogue.get()).missing());
    assertEquals("channel 渠道", new CsvColumns(List.of("内容", "工单编号"), null, Catalogue.get()).missing());
    assertEquals("content", new CsvColumns(List.of("内容", "主要内容", "工单编号"), "GRID", Catalogue.get()).repeated());
  }

  @Test void a_value_that_does_not_fit_names_its_column() {
    CsvColumns columns = new CsvColumns(List.of("工单编号", "内容", "类型", "经度", "纬度", "时间", "匿名", "工单类型"), "GRID", Catalogue.get());
    for (var wrong : List.of(new String[] {"lon", "1", "x", "", "east", "39", "", "", ""}, new String[] {"calledAt", "1", "x", "", "", "", "yesterday", "", ""},
        new String[] {"anonymous", "1", "x", "", "", "", "", "maybe", ""}, new String[] {"requestType", "1", "x", "", "", "", "", "", "愿望"})) {
      CsvColumns.Row row = columns.row(Arrays.asList(wrong).subList(1, wrong.length));
      assertNotNull(row.rejected(), wrong[0]);
      assertEquals(wrong[0], row.rejected().field());
      assertEquals("1", row.messageId());
    }
    assertNotNull(columns.row(List.of("1", "x", "", "116.2", "39.9", "2026-05-06T11:22:00+08:00", "是", "求助")).request());
  }

  private static List<CsvRecords.Record> read(String text, Charset charset, Charset declared) throws IOException {
    List<CsvRecords.Record> all = new ArrayList<>();
    try (CsvRecords records = new CsvRecords(new ByteArrayInputStream(text.getBytes(charset)), declared)) {
      CsvRecords.Record header = records.next(0);
      all.add(header);
      int width = header.fields() == null ? 0 : header.fields().size();
      for (CsvRecords.Record record = records.next(width); record != null; record = records.next(width)) {
        all.add(record);
      }
    }
    return all;
  }
}
