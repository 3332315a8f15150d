package cn.jsjb.intake.open311;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** Reads our XML as a stranger would: against {@code georeport-v2.xsd}, with the validator of the JDK. */
public final class GeoReportSchema {
  private static final Schema SCHEMA = schema();

  private GeoReportSchema() {}

  private static Schema schema() {
    try {
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(GeoReportSchema.class.getResource("/georeport-v2.xsd"));
    } catch (SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Throws, saying where, when the document is not one of GeoReport v2. */
  public static void check(byte[] document) {
    try {
      SCHEMA.newValidator().validate(new StreamSource(new ByteArrayInputStream(document)));
    } catch (SAXException e) {
      throw new AssertionError(e.getMessage() + ": " + new String(document, java.nio.charset.StandardCharsets.UTF_8), e);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
