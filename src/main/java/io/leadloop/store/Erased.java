package io.leadloop.store;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Who was erased, so that nobody is created or linked again by themselves. Nothing is kept of a
 * person but salted hashes of addresses and record ids: they recognise who comes back, and name
 * nobody who does not.
 */
public final class Erased {
  private static final String SALT = "erased.salt";
  private static final int SALT_BYTES = 16;
  private static final int HASHES_MAX = 5_000;

  /** Salesforce's first 15 characters name a record; the other three only guard its case. */
  private static final int SALESFORCE_ID_LENGTH = 15;

  private final String connection;

  public Erased(String connection) {
    this.connection = connection;
  }

  /**
   * Something that names a person.
   *
   * @param kind {@code address} or {@code record}
   * @param text as it is hashed
   */
  public record Word(String kind, String text) {
    public static Word address(String address) {
      return new Word("address", address.strip().toLowerCase(Locale.ROOT));
    }

    public static Word of(RecordKey key) {
      String id = key.id();
      boolean isLong = key.side() == Side.SALESFORCE && id.length() > SALESFORCE_ID_LENGTH;
      return new Word(
          "record",
          key.side().word() + ":" + (isLong ? id.substring(0, SALESFORCE_ID_LENGTH) : id));
    }
  }

  /** Whether anybody was erased; spares all further questions where nobody was. */
  public boolean any(Handle handle) {
    return handle
        .createQuery("select 1 from erased where connection = :connection limit 1")
        .bind("connection", connection)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Those of these words that name somebody who was erased, and when that was. */
  public Map<Word, Instant> among(Handle handle, Collection<Word> words) {
    Map<Word, Instant> known = new LinkedHashMap<>();
    if (words.isEmpty() || !any(handle)) {
      return known;
    }
    Map<String, Word> byHash = hashed(handle, words);
    each(
        handle,
        "select hash, erased_at from erased where connection = :connection and hash in (<hashes>)",
        byHash.keySet(),
        (hash, at) -> {
          Word word = byHash.get(hash);
          if (word != null) {
            known.put(word, Instant.ofEpochMilli(at));
          }
        });
    return known;
  }

  /**
   * What one erasure left.
   *
   * @param number of the erasure, from 1 on
   * @param hashes by kind and in hexadecimal: {@code address 3f...}
   */
  public record Trace(long number, List<String> hashes) {
    public Trace {
      hashes = List.copyOf(hashes);
    }
  }

  /**
   * Keeps these words out from now on. An erasure that keeps one of them out already goes on as
   * this one, with all its words, so that they are lifted together.
   */
  public Trace add(Handle handle, Collection<Word> words, Instant now) {
    long number = Counters.next(handle, connection, "erasure");
    Map<String, Word> byHash = hashed(handle, words);
    erasures(handle, byHash.keySet()).forEach(before -> renumber(handle, before, number));
    byHash.forEach(
        (hash, word) ->
            handle
                .createUpdate(
                    """
                    insert into erased (connection, hash, kind, erasure, erased_at)
                    values (:connection, :hash, :kind, :erasure, :now)
                    on conflict (connection, hash) do update set erasure = excluded.erasure, erased_at = excluded.erased_at
                    """)
                .bind("connection", connection)
                .bind("hash", hash)
                .bind("kind", word.kind())
                .bind("erasure", number)
                .bind("now", now.toEpochMilli())
                .execute());
    List<String> hashes = new ArrayList<>();
    byHash.forEach((hash, word) -> hashes.add(word.kind() + " " + hash));
    return new Trace(number, hashes);
  }

  /**
   * Lets everybody in again who was kept out together with one of these words.
   *
   * @return how many erasures were lifted
   */
  public int lift(Handle handle, Collection<Word> words) {
    Set<Long> erasures = erasures(handle, hashed(handle, words).keySet());
    erasures.forEach(
        erasure ->
            handle
                .createUpdate(
                    "delete from erased where connection = :connection and erasure = :erasure")
                .bind("connection", connection)
                .bind("erasure", erasure)
                .execute());
    return erasures.size();
  }

  /** The numbers of the erasures that keep one of these out. */
  private Set<Long> erasures(Handle handle, Collection<String> hashes) {
    Set<Long> erasures = new TreeSet<>();
    each(
        handle,
        "select hash, erasure from erased where connection = :connection and hash in (<hashes>)",
        hashes,
        (hash, erasure) -> erasures.add(erasure));
    return erasures;
  }

  private void renumber(Handle handle, long before, long number) {
    handle
        .createUpdate(
            "update erased set erasure = :number where connection = :connection and erasure = :before")
        .bind("connection", connection)
        .bind("before", before)
        .bind("number", number)
        .execute();
  }

  @FunctionalInterface
  private interface Row {
    void take(String hash, long number);
  }

  private void each(Handle handle, String sql, Collection<String> hashes, Row row) {
    List<String> all = List.copyOf(hashes);
    for (int from = 0; from < all.size(); from += HASHES_MAX) {
      handle
          .createQuery(sql)
          .bind("connection", connection)
          .bindList("hashes", all.subList(from, Math.min(from + HASHES_MAX, all.size())))
          .map(
              (rs, ctx) -> {
                row.take(rs.getString(1), rs.getLong(2));
                return true;
              })
          .list();
    }
  }

  private Map<String, Word> hashed(Handle handle, Collection<Word> words) {
    String salt = salt(handle);
    Map<String, Word> hashed = new HashMap<>();
    for (Word word : words) {
      if (!word.text().isEmpty()) {
        hashed.put(hash(salt, word), word);
      }
    }
    return hashed;
  }

  /** Made once; without it addresses could be guessed one by one. */
  private String salt(Handle handle) {
    Facts facts = new Facts(connection);
    return facts
        .get(handle, SALT)
        .map(Facts.Fact::value)
        .orElseGet(
            () -> {
              byte[] bytes = new byte[SALT_BYTES];
              new SecureRandom().nextBytes(bytes);
              String salt = HexFormat.of().formatHex(bytes);
              facts.set(handle, SALT, salt, Instant.EPOCH);
              return salt;
            });
  }

  private static String hash(String salt, Word word) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String text = salt + "\n" + word.kind() + "\n" + word.text();
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
