package io.leadloop.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.RsaKeys;
import io.leadloop.mapping.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeyFileTest {
  private static final Place PLACE = new Place("config/leadloop.yaml", 7, 3);
  private static final Map<String, String> ENVIRONMENT = Map.of("PASSWORD", "changeit");

  @TempDir Path directory;
  private final List<Problem> problems = new ArrayList<>();
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("key");
  }

  private Supplier<PrivateKey> read(Map<String, String> environment) {
    return SecretKeyFile.read(
        new Credential("", file.toString(), PLACE),
        new Credential("PASSWORD", "", PLACE),
        environment,
        problems);
  }

  private static PrivateKey key(String algorithm) throws GeneralSecurityException {
    return algorithm.equals("RSA")
        ? RsaKeys.first().getPrivate()
        : KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
  }

  private static String pem(String kind, PrivateKey key) {
    return "Bag Attributes\n-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(key.getEncoded()), kind);
  }

  @Test
  void aPemNeedsNoPasswordAndIsReadAgainWhenItChanges()
      throws IOException, GeneralSecurityException {
    PrivateKey first = RsaKeys.first().getPrivate();
    PrivateKey second = RsaKeys.second().getPrivate();
    Files.writeString(file, pem("PRIVATE KEY", first));
    Supplier<PrivateKey> key = read(Map.of());

    assertThat(problems).isEmpty();
    assertThat(key.get()).isEqualTo(first);
    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nhalf wri");
    assertThat(key.get()).as("half written").isEqualTo(first);
    Files.delete(file);
    assertThat(key.get()).as("gone").isEqualTo(first);
    Files.writeString(file, pem("PRIVATE KEY", second));
    assertThat(key.get()).isEqualTo(second);
    assertThat(key).hasToString("SecretKeyFile[...]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void aKeystoreIsOpenedWithItsPassword(String type) throws Exception {
    keystore(type);

    assertThat(read(ENVIRONMENT).get().getAlgorithm()).isEqualTo("RSA");
    assertThat(problems).isEmpty();

    read(Map.of("PASSWORD", "another-one"));
    assertThat(Report.of(problems))
        .contains("[malformed-secret]  The file is neither a PEM text nor a keystore that")
        .doesNotContain("another-one");
    problems.clear();

    read(Map.of());
    assertThat(problems)
        .extracting(Problem::message)
        .containsExactly("Missing or empty environment variable PASSWORD.");
  }

  @ParameterizedTest
  @CsvSource({
    "RSA, RSA PRIVATE KEY, openssl pkcs8 -topk8",
    "RSA, ENCRYPTED PRIVATE KEY, openssl pkcs8 -topk8",
    "EC, PRIVATE KEY, openssl pkcs8 -topk8"
  })
  void otherKeysAreRefusedWithAWayOut(String algorithm, String kind, String way) throws Exception {
    PrivateKey key = key(algorithm);
    Files.writeString(file, pem(kind, key));

    read(ENVIRONMENT);

    assertThat(problems).hasSize(1);
    assertThat(Report.of(problems))
        .startsWith("config/leadloop.yaml:7:3  [malformed-secret]")
        .contains(way)
        .doesNotContain(
            Base64.getEncoder().encodeToString(key.getEncoded()).substring(40, 60),
            file.toString());
  }

  @Test
  void aMissingFileIsNotNamed() {
    read(ENVIRONMENT);

    assertThat(Report.of(problems))
        .contains("The file named here cannot be read.")
        .doesNotContain(directory.toString());
  }

  private void keystore(String type) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-alias",
                "leadloop",
                "-dname",
                "CN=leadloop",
                "-storetype",
                type,
                "-storepass",
                "changeit",
                "-keypass",
                "changeit",
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
  }
}
