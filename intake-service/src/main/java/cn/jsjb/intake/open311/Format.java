package cn.jsjb.intake.open311;

import com.ctc.wstx.api.InvalidCharHandler;
import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.xml.XmlFactory;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import com.fasterxml.jackson.dataformat.xml.ser.ToXmlGenerator;
import java.util.List;
import java.util.Map;

/** The two formats of every answer. In XML each list has a root and a name for its items, in JSON it is the bare array (Spark convention). */
enum Format {
  XML("text/xml"), JSON("application/json");

  /** What XML cannot hold becomes a replacement character instead of a failure: words come from citizens. */
  private static final ObjectMapper WRITE_XML = XmlMapper.builder(new XmlFactory(new WstxInputFactory(), output()))
      .enable(ToXmlGenerator.Feature.WRITE_XML_DECLARATION).propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final ObjectMapper WRITE_JSON = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final String mediaType;

  Format(String mediaType) { this.mediaType = mediaType; }

  private static WstxOutputFactory output() {
    WstxOutputFactory factory = new WstxOutputFactory();
    factory.setProperty(WstxOutputProperties.P_OUTPUT_INVALID_CHAR_HANDLER, new InvalidCharHandler.ReplacingHandler('\uFFFD'));
    return factory;
  }

  static Format of(String suffix) { return suffix.equals("json") ? JSON : XML; }

  String mediaType() { return mediaType; }

  byte[] list(String root, String item, List<?> items) {
    return write(root, this == JSON ? items : Map.of(item, items));
  }

  byte[] one(String root, Object thing) { return write(root, thing); }

  private byte[] write(String root, Object thing) {
    try {
      return this == JSON ? WRITE_JSON.writeValueAsBytes(thing) : WRITE_XML.writer().withRootName(root).writeValueAsBytes(thing);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that cannot be written", e);
    }
  }
}
