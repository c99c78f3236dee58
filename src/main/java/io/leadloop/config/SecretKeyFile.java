package io.leadloop.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The private RSA key in a file: a PEM text (PKCS#8) or a Java keystore (PKCS#12, JKS) with one key
 * in it. Read anew each time, as {@link Secret} is; a file that cannot be used leaves the last good
 * key in force. Thread-safe.
 */
final class SecretKeyFile implements Supplier<PrivateKey> {
  private static final String BEGIN = "-----BEGIN ";
  private static final String PKCS8 = BEGIN + "PRIVATE KEY-----";
  private static final String PEM_OF_ANOTHER_KIND =
      "What the file holds is no unencrypted RSA key in PKCS#8. Make one from it: openssl pkcs8 -topk8"
          + " -nocrypt -in OLD.pem -out NEW.pem";

  private final Credential file;
  private final Supplier<String> password;
  private volatile PrivateKey last;
  private volatile boolean unusable;

  private SecretKeyFile(Credential file, Supplier<String> password, PrivateKey first) {
    this.file = file;
    this.password = password;
    this.last = first;
  }

  /** Why a file holds no key that can be used: a sentence without anything of the file. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message);
    }
  }

  /**
   * Reads the key for the first time.
   *
   * @param password where a keystore's password is found; not looked for when the file is a PEM
   * @param problems takes what stops this; the key that is returned then must not be asked for
   */
  static Supplier<PrivateKey> read(
      Credential file,
      Credential password,
      Map<String, String> environment,
      List<Problem> problems) {
    int before = problems.size();
    Supplier<String> opened = Secret.of("");
    try {
      byte[] content = content(file);
      if (!isPem(content)) {
        opened = Secrets.living(password, environment, problems);
      }
      if (problems.size() == before) {
        return new SecretKeyFile(file, opened, key(content, opened.get()));
      }
    } catch (Unusable e) {
      problems.add(
          Problem.error(file.place(), "malformed-secret", String.valueOf(e.getMessage()), ""));
    }
    return () -> {
      throw new IllegalStateException("There is no key.");
    };
  }

  @Override
  public PrivateKey get() {
    try {
      last = key(content(file), password.get());
      unusable = false;
    } catch (Unusable e) {
      if (!unusable) {
        Secret.told(file.place());
      }
      unusable = true;
    }
    return last;
  }

  private static byte[] content(Credential file) throws Unusable {
    try {
      return Files.readAllBytes(Path.of(file.file()));
    } catch (IOException | InvalidPathException e) {
      throw new Unusable("The file named here cannot be read.");
    }
  }

  private static boolean isPem(byte[] content) {
    return text(content).contains(BEGIN);
  }

  private static PrivateKey key(byte[] content, String password) throws Unusable {
    Key key = isPem(content) ? fromPem(text(content)) : fromKeystore(content, password);
    if (key instanceof RSAPrivateKey rsa) {
      return rsa;
    }
    throw new Unusable("The key in this file is no RSA key: Salesforce takes RS256 alone.");
  }

  private static Key fromPem(String text) throws Unusable {
    int begin = text.indexOf(PKCS8);
    int end = text.indexOf("-----END", Math.max(begin, 0));
    if (begin < 0 || end < 0) {
      throw new Unusable(PEM_OF_ANOTHER_KIND);
    }
    try {
      byte[] encoded =
          Base64.getMimeDecoder().decode(text.substring(begin + PKCS8.length(), end).strip());
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new Unusable(PEM_OF_ANOTHER_KIND);
    }
  }

  private static Key fromKeystore(byte[] content, String password) throws Unusable {
    char[] opens = password.toCharArray();
    try {
      // JDK stores of this kind open both formats.
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(new ByteArrayInputStream(content), opens);
      List<String> keys = new ArrayList<>(Collections.list(store.aliases()));
      for (String alias : List.copyOf(keys)) {
        if (!store.isKeyEntry(alias)) {
          keys.remove(alias);
        }
      }
      Key key = keys.size() == 1 ? store.getKey(keys.get(0), opens) : null;
      if (key == null) {
        throw new Unusable(
            "The keystore must hold one private key; this one holds another number.");
      }
      return key;
    } catch (IOException | GeneralSecurityException e) {
      throw new Unusable(
          "The file is neither a PEM text nor a keystore that key_password_env or"
              + " key_password_file opens.");
    }
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "SecretKeyFile[...]";
  }
}
