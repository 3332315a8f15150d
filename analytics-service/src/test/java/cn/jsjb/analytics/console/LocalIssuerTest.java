package cn.jsjb.analytics.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.catalogue.Catalogue;
import cn.jsjb.catalogue.Units;
import cn.jsjb.edge.Refused;
import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIssuerTest {
  private static final Instant NOW = Instant.parse("2026-05-06T03:22:00Z");
  private static final Units UNITS = Catalogue.get().units();

  @TempDir static Path folder;
  private static KeyPair pair;
  private static Path key;

  @BeforeAll static void aKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pair = generator.generateKeyPair();
    key = Files.writeString(folder.resolve("issuer.pem"), "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
  }

  @Test void there_is_none_without_a_key_or_where_another_issuer_is_trusted() {
    assertTrue(LocalIssuer.of(Optional.of(key), "jsjb", false).isPresent());
    assertFalse(LocalIssuer.of(Optional.empty(), "jsjb", false).isPresent());
    assertFalse(LocalIssuer.of(Optional.of(key), "https://issuer.example.org/realms/city", false).isPresent(), "a real issuer is trusted");
    assertFalse(LocalIssuer.of(Optional.of(key), "jsjb", true).isPresent(), "the pages sign in elsewhere");
  }

  @Test void a_token_says_role_unit_and_until_when_and_is_signed() throws Exception {
    String[] parts = issuer().token("unit", "110107011", "张丽", UNITS, NOW).split("\\.");
    JsonNode claims = EventTypes.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
    assertEquals("unit", claims.get("groups").get(0).asText());
    assertEquals("110107011", claims.get("unit").asText());
    assertEquals("张丽", claims.get("upn").asText());
    assertEquals(NOW.getEpochSecond() + 12 * 3_600, claims.get("exp").asLong());
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(pair.getPublic());
    signature.update((parts[0] + "." + parts[1]).getBytes());
    assertTrue(signature.verify(Base64.getUrlDecoder().decode(parts[2])));
  }

  @Test void a_role_that_sees_everything_takes_no_unit_with_it() throws Exception {
    String payload = issuer().token("leader", "110107011", "leader", UNITS, NOW).split("\\.")[1];
    assertFalse(EventTypes.JSON.readTree(Base64.getUrlDecoder().decode(payload)).has("unit"));
  }

  @Test void what_is_not_a_role_or_not_a_unit_of_it_is_refused() {
    LocalIssuer issuer = issuer();
    assertEquals("role", assertThrows(Refused.class, () -> issuer.token("mayor", null, "x", UNITS, NOW)).field());
    assertEquals("role", assertThrows(Refused.class, () -> issuer.token("adapter", null, "x", UNITS, NOW)).field());
    assertEquals("unit", assertThrows(Refused.class, () -> issuer.token("unit", null, "x", UNITS, NOW)).field());
    assertEquals("unit", assertThrows(Refused.class, () -> issuer.token("unit", "999", "x", UNITS, NOW)).field());
    assertEquals("unit", assertThrows(Refused.class, () -> issuer.token("unit", "110107", "x", UNITS, NOW)).field());
    assertEquals("unit", assertThrows(Refused.class, () -> issuer.token("district", "110107011", "x", UNITS, NOW)).field());
  }

  private static LocalIssuer issuer() { return LocalIssuer.of(Optional.of(key), "jsjb", false).orElseThrow(); }
}
