package cn.jsjb.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.jsjb.event.EventTypes;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
  @TempDir Path data;

  @Test void a_token_carries_who_as_what_for_whom_and_how_long() throws Exception {
    installed();
    Said said = Said.by("token", "--role", "unit", "--unit", "110107011", "--user", "zhang.li", "--hours", "2", "--data", data.toString());
    assertEquals(0, said.code(), said.err());
    assertEquals(1, said.out().lines().count(), "the token alone goes to standard output");
    JsonNode claims = claims(said.out().strip());
    assertEquals("jsjb", claims.path("iss").asText());
    assertEquals("zhang.li", claims.path("upn").asText());
    assertEquals("[\"unit\"]", claims.path("groups").toString());
    assertEquals("110107011", claims.path("unit").asText());
    assertEquals(2 * 3600, claims.path("exp").asLong() - claims.path("iat").asLong());
  }

  @Test void the_public_key_beside_it_verifies_the_signature() throws Exception {
    Installation installation = installed();
    String[] parts = Said.by("token", "--role", "operator", "--data", data.toString()).out().strip().split("\\.");
    String pem = Files.readString(installation.issuerPublicKey()).replaceAll("-----[^-]+-----|\\s", "");
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem))));
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertTrue(signature.verify(Base64.getUrlDecoder().decode(parts[2])));
  }

  @Test void a_token_lasts_half_a_day_and_names_no_unit_unless_asked() throws Exception {
    installed();
    JsonNode claims = claims(Said.by("token", "--role", "inspector", "--data", data.toString()).out().strip());
    assertEquals(12 * 3600, claims.path("exp").asLong() - claims.path("iat").asLong());
    assertFalse(claims.has("unit"));
  }

  @Test void what_cannot_be_a_token_is_refused_with_a_sentence() {
    installed();
    refuses("mayor is not a role", "--role", "mayor");
    refuses("name it with --unit", "--role", "unit");
    refuses("No unit has the code 999999", "--role", "unit", "--unit", "999999");
    refuses("is not a district", "--role", "district", "--unit", "110107011");
    refuses("--hours takes", "--role", "leader", "--hours", "0");
    refuses("--role", new String[0]);
  }

  @Test void without_an_installation_it_says_what_to_start() {
    Said said = Said.by("token", "--role", "operator", "--data", data.toString());
    assertEquals(2, said.code());
    assertTrue(said.err().contains("deploy/up"), said.err());
    assertFalse(said.err().contains("\tat "), "a sentence, not a stack trace: " + said.err());
  }

  @Test void keys_are_their_owners_only_and_are_never_made_twice() throws Exception {
    Installation installation = installed();
    String secret = Files.readString(installation.secret());
    assertEquals(32, Base64.getDecoder().decode(secret.strip()).length);
    for (Path file : new Path[] {installation.secret(), installation.issuerPrivateKey()}) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file.toString());
    }
    installation.makeKeys();
    assertEquals(secret, Files.readString(installation.secret()));
  }

  @Test void an_unknown_command_is_wrong_usage() {
    assertEquals(2, Said.by("fly").code());
    assertEquals(2, Said.by("inspect").code());
    assertEquals(0, Said.by("inspect", "verify", "--help").code());
  }

  private Installation installed() {
    Installation installation = new Installation(data);
    installation.makeKeys();
    return installation;
  }

  private void refuses(String sentence, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "token";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--data";
    all[all.length - 1] = data.toString();
    Said said = Said.by(all);
    assertEquals(2, said.code());
    assertEquals("", said.out());
    assertTrue(said.err().contains(sentence), said.err());
  }

  private static JsonNode claims(String token) throws Exception {
    return EventTypes.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }
}
