package cn.jsjb.supervision.packing;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.event.ComplaintEvent;
import cn.jsjb.event.EventTypes;
import cn.jsjb.event.IntakeEvent;
import cn.jsjb.event.LifeCycle;
import cn.jsjb.log.RecordView;
import cn.jsjb.seal.Checkpoint;
import cn.jsjb.seal.MalformedSeal;
import cn.jsjb.seal.VerifierKey;
import cn.jsjb.supervision.inspecting.Story;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * 证据包封面: a PDF for the file, in Chinese. The same pack gives the same bytes on every machine: the font is shipped and embedded (a bare
 * machine has none with Chinese signs), nothing is compressed (what comes out depends on the machine's zlib), no time of making.
 */
public final class CoverSheet {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
  private static final float MARGIN = 48, SMALL = 9, TALL = 14;
  /** Stands for a sign that the font does not have; what it was is in the records. */
  private static final int UNKNOWN = '〓';

  private final PDDocument document = new PDDocument();
  private final PDType0Font font;
  private final CmapLookup signs;
  private PDPageContentStream page;
  private float y;

  private CoverSheet() throws IOException {
    try (InputStream in = CoverSheet.class.getResourceAsStream("/fonts/NotoSansSC-subset.ttf")) {
      TrueTypeFont shipped = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
      signs = shipped.getUnicodeCmapLookup();
      font = PDType0Font.load(document, shipped, true);
    }
  }

  /** @param rules names of the excerpts @param attached the list of attachments, its first line a heading */
  static byte[] of(Pack.About about, List<Pack.Told> chain, byte[] checkpoint, VerifierKey key, Collection<String> rules, String attached) {
    try {
      CoverSheet sheet = new CoverSheet();
      try (PDDocument document = sheet.document) {
        sheet.tell(about, chain, sealed(checkpoint, key), key, rules, attached.lines().skip(1).toList());
        sheet.page.close();
        return plain(bytes(document));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the cover sheet could not be made", e);
    }
  }

  /** Null when it is not signed by the key: the verifier says so elsewhere. */
  private static Checkpoint sealed(byte[] note, VerifierKey key) {
    try {
      return Checkpoint.open(note, key);
    } catch (MalformedSeal forged) {
      return null;
    }
  }

  private void tell(Pack.About about, List<Pack.Told> chain, Checkpoint sealed, VerifierKey key, Collection<String> rules, List<String> attached) throws IOException {
    line(20, "证据包封面");
    gap();
    LifeCycle stands = LifeCycle.NONE;
    String ticketNo = "—";
    String received = "—";
    long facts = 0;
    for (Pack.Told told : chain) {
      ComplaintEvent event = told.verdict().isFact() ? event(told.record()) : null;
      if (event instanceof IntakeEvent.RequestReceived first) {
        ticketNo = first.ticketNo();
        received = time(told.record()) + "　渠道 " + first.channel();
      }
      stands = event == null ? stands : stands.after(event);
      facts += told.verdict().isFact() ? 1 : 0;
    }
    line(TALL, "诉求编号　" + about.complaint());
    line(TALL, "工单编号　" + ticketNo);
    line(TALL, "受理　　　" + received);
    line(TALL, "现状　　　%s%s".formatted(stands.stage() == null ? "—" : stands.stage().chinese(), stands.unit() == null ? "" : "　首接单位 " + unit(stands.unit())));
    line(TALL, "记录　　　%d 条，其中事实 %d 条，作废 %d 条".formatted(chain.size(), facts, chain.size() - facts));
    line(TALL, "制作　　　%s　事由：%s".formatted(about.by(), about.reason()));
    gap();
    line(TALL, "封印");
    if (sealed == null) {
      line(SMALL, "检查点未由此公钥签名");
    } else {
      line(SMALL, "日志分区　%s　封印记录数　%d".formatted(sealed.origin(), sealed.size()));
      line(SMALL, "树根　　　" + HexFormat.of().formatHex(sealed.root()));
    }
    line(SMALL, "公钥　　　Ed25519 " + Base64.getEncoder().encodeToString(key.raw()));
    gap();
    line(TALL, "记录（北京时间）");
    int number = 0;
    for (Pack.Told told : chain) {
      RecordView record = told.record();
      line(SMALL, "%s　%s　%s　%s　偏移 %d".formatted(told.verdict().isFact() ? "%3d".formatted(++number) : "作废", time(record), Story.nameOf(record.type()), record.actor(), record.offset()));
      line(7, "　　　" + told.hash());
    }
    list("依据的规则版本", rules);
    list("附件（SHA-256、是否在包内、类型、名称）", attached);
    gap();
    line(TALL, "核验");
    for (String sentence : List.of("在任何一台装有核验工具的机器上，用另行取得的公钥执行：", "deploy/inspect verify --pack 证据包.zip --key 公钥文件",
        "本封面由包内记录生成，核验时由同一版本的工具重新生成并逐字节比对；以包内原始记录为准。", "本包不含诉求人身份的明文；记录中的个人信息为密文。",
        "本包不能证明：封印之后没有新的记录；消息系统记录的入账时间（不在哈希之内）。字库没有的字以〓代替。")) {
      line(SMALL, sentence);
    }
  }

  /** {@code 110107011 鲁谷街道}: on paper the code stands beside the name. The sheet of a pack is compared byte by byte where {@link Pack#derivation()} is the same, which knows the names of units. */
  private static String unit(String code) { return Catalogue.get().units().find(code).map(unit -> code + " " + unit.name()).orElse(code); }

  private void list(String title, Collection<String> items) throws IOException {
    gap();
    line(TALL, title);
    if (items.isEmpty()) {
      line(SMALL, "无");
    }
    for (String item : items) {
      line(SMALL, item);
    }
  }

  private static ComplaintEvent event(RecordView record) {
    try {
      return EventTypes.read(record.type(), record.schemaVersion(), record.value()) instanceof ComplaintEvent event ? event : null;
    } catch (EventTypes.UnreadableEventException | NumberFormatException unreadable) {
      return null;
    }
  }

  private static String time(RecordView record) {
    try {
      return TIME.format(record.at());
    } catch (DateTimeException garbage) {
      return "—";
    }
  }

  private void gap() { y -= 8; }

  /** Broken where the page ends. */
  private void line(float size, String text) throws IOException {
    String known = known(text);
    float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
    StringBuilder row = new StringBuilder();
    float used = 0;
    for (int at = 0; at < known.length(); ) {
      String sign = known.substring(at, at = known.offsetByCodePoints(at, 1));
      float wide = font.getStringWidth(sign) / 1000 * size;
      if (used + wide > width) {
        row(size, row.toString());
        row.setLength(0);
        used = 0;
      }
      row.append(sign);
      used += wide;
    }
    row(size, row.toString());
  }

  private void row(float size, String text) throws IOException {
    if (page == null || y < MARGIN + size) {
      if (page != null) {
        page.close();
      }
      PDPage next = new PDPage(PDRectangle.A4);
      document.addPage(next);
      page = new PDPageContentStream(document, next, AppendMode.OVERWRITE, false);
      y = PDRectangle.A4.getHeight() - MARGIN;
    }
    y -= size * 1.5f;
    page.beginText();
    page.setFont(font, size);
    page.newLineAtOffset(MARGIN, y);
    page.showText(text);
    page.endText();
  }

  private String known(String text) {
    StringBuilder known = new StringBuilder();
    text.codePoints().forEach(c -> known.appendCodePoint(Character.isISOControl(c) ? ' ' : signs.getGlyphId(c) == 0 ? UNKNOWN : c));
    return known.toString();
  }

  private static byte[] bytes(PDDocument document) throws IOException {
    document.setDocumentId(1L);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out, CompressParameters.NO_COMPRESSION);
    return out.toByteArray();
  }

  /** The same without any compressed stream: the embedded font is compressed whatever one asks for. */
  private static byte[] plain(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      for (COSObjectKey key : new ArrayList<>(document.getDocument().getXrefTable().keySet())) {
        COSBase object = document.getDocument().getObjectFromPool(key).getObject();
        if (object instanceof COSStream stream && stream.getDictionaryObject(COSName.FILTER) != null) {
          byte[] content;
          try (InputStream in = stream.createInputStream()) {
            content = in.readAllBytes();
          }
          stream.removeItem(COSName.FILTER);
          try (OutputStream out = stream.createOutputStream()) {
            out.write(content);
          }
        }
      }
      return bytes(document);
    }
  }
}
