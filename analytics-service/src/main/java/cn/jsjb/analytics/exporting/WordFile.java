package cn.jsjb.analytics.exporting;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.List;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.util.Units;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.BarDirection;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.LegendPosition;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryAxis;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xddf.usermodel.chart.XDDFLineChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFValueAxis;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFChart;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPr;

/** A Word document as Chinese offices write them: 黑体 headings, 仿宋 text with an indent of two letters, tables and Word's own charts. */
final class WordFile implements AutoCloseable {
  private static final String TEXT = "仿宋", HEADING = "黑体", LATIN = "Times New Roman";
  private static final int INDENT = 640, WIDTH = 9_000;

  private final XWPFDocument document = new XWPFDocument();

  void title(String text) { write(paragraph(ParagraphAlignment.CENTER), text, HEADING, 22, true); }

  void centred(String text) { write(paragraph(ParagraphAlignment.CENTER), text, TEXT, 14, false); }

  void heading(String text) {
    XWPFParagraph paragraph = paragraph(ParagraphAlignment.LEFT);
    paragraph.setSpacingBefore(240);
    paragraph.setKeepNext(true);
    CTPPr format = paragraph.getCTP().isSetPPr() ? paragraph.getCTP().getPPr() : paragraph.getCTP().addNewPPr();
    format.addNewOutlineLvl().setVal(BigInteger.ZERO);
    write(paragraph, text, HEADING, 16, true);
  }

  void text(String text) {
    XWPFParagraph paragraph = paragraph(ParagraphAlignment.BOTH);
    paragraph.setIndentationFirstLine(INDENT);
    write(paragraph, text, TEXT, 14, false);
  }

  private XWPFParagraph paragraph(ParagraphAlignment alignment) {
    XWPFParagraph paragraph = document.createParagraph();
    paragraph.setAlignment(alignment);
    paragraph.setSpacingBetween(1.5);
    return paragraph;
  }

  private static void write(XWPFParagraph paragraph, String text, String font, int size, boolean bold) {
    XWPFRun run = paragraph.createRun();
    run.setText(text);
    run.setFontFamily(LATIN, XWPFRun.FontCharRange.ascii);
    run.setFontFamily(LATIN, XWPFRun.FontCharRange.hAnsi);
    run.setFontFamily(font, XWPFRun.FontCharRange.eastAsia);
    run.setFontSize(size);
    run.setBold(bold);
  }

  void table(List<String> header, List<List<String>> rows) {
    if (rows.isEmpty()) {
      text("（无）");
      return;
    }
    XWPFTable table = document.createTable(rows.size() + 1, header.size());
    table.setWidth(WIDTH);
    table.getRow(0).setRepeatHeader(true);
    for (int c = 0; c < header.size(); c++) {
      cell(table.getRow(0).getCell(c), header.get(c), true);
    }
    for (int r = 0; r < rows.size(); r++) {
      table.getRow(r + 1).setCantSplitRow(true);
      for (int c = 0; c < header.size(); c++) {
        cell(table.getRow(r + 1).getCell(c), rows.get(r).get(c), false);
      }
    }
    document.createParagraph();
  }

  private static void cell(XWPFTableCell cell, String text, boolean header) {
    if (header) {
      cell.setColor("DDEBF7");
    }
    XWPFParagraph paragraph = cell.getParagraphs().getFirst();
    paragraph.setAlignment(ParagraphAlignment.CENTER);
    write(paragraph, text, header ? HEADING : TEXT, 10, header);
  }

  void bars(String title, List<String> names, String series, List<Long> values) throws IOException {
    // A bar chart lists from below: turned round, the largest stands on top.
    XWPFChart chart = chart(title, 15, 9);
    XDDFCategoryAxis categories = chart.createCategoryAxis(AxisPosition.LEFT);
    XDDFValueAxis numbers = chart.createValueAxis(AxisPosition.BOTTOM);
    numbers.setCrosses(AxisCrosses.AUTO_ZERO);
    XDDFBarChartData data = (XDDFBarChartData) chart.createData(ChartTypes.BAR, categories, numbers);
    data.setBarDirection(BarDirection.BAR);
    data.setGapWidth(60);
    add(chart, data, names.reversed(), series, values.reversed(), 1);
    data.setVaryColors(false);
    chart.plot(data);
  }

  void lines(String title, List<String> names, List<String> series, List<List<Long>> values) throws IOException {
    XWPFChart chart = chart(title, 15, 7.5);
    chart.getOrAddLegend().setPosition(LegendPosition.BOTTOM);
    XDDFCategoryAxis categories = chart.createCategoryAxis(AxisPosition.BOTTOM);
    XDDFValueAxis numbers = chart.createValueAxis(AxisPosition.LEFT);
    numbers.setCrosses(AxisCrosses.AUTO_ZERO);
    XDDFLineChartData data = (XDDFLineChartData) chart.createData(ChartTypes.LINE, categories, numbers);
    for (int i = 0; i < series.size(); i++) {
      ((XDDFLineChartData.Series) add(chart, data, names, series.get(i), values.get(i), i + 1)).setSmooth(false);
    }
    data.setVaryColors(false);
    chart.plot(data);
  }

  private XWPFChart chart(String title, double width, double height) throws IOException {
    try {
      XWPFChart chart = document.createChart((int) (width * Units.EMU_PER_CENTIMETER), (int) (height * Units.EMU_PER_CENTIMETER));
      chart.setTitleText(title);
      chart.setTitleOverlay(false);
      return chart;
    } catch (InvalidFormatException e) {
      throw new IOException(e);
    }
  }

  /** The numbers lie in a workbook inside the document, so that Word can edit the chart. */
  private static XDDFChartData.Series add(XWPFChart chart, XDDFChartData data, List<String> names, String series, List<Long> values, int column) {
    int last = names.size();
    XDDFCategoryDataSource categories = XDDFDataSourcesFactory.fromArray(names.toArray(String[]::new), chart.formatRange(new CellRangeAddress(1, last, 0, 0)), 0);
    XDDFChartData.Series added = data.addSeries(categories, XDDFDataSourcesFactory.fromArray(values.toArray(Long[]::new), chart.formatRange(new CellRangeAddress(1, last, column, column)), column));
    added.setTitle(series, chart.setSheetTitle(series, column));
    return added;
  }

  void write(OutputStream to) throws IOException { document.write(to); }

  @Override public void close() throws IOException { document.close(); }
}
