package io.leadloop.store;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Where the rows of others name a person: "contact 52 has the same address as ...". */
public final class Mentions {
  /** What stands in the place of a name. */
  public static final String ERASED = "[erased]";

  private static final Pattern NOT_ASCII = Pattern.compile("\\P{ASCII}+");

  private final String connection;

  public Mentions(String connection) {
    this.connection = connection;
  }

  private record Row(long id, String message, String fields) {}

  /** The rows of the journal that hold one of these texts, whatever their case. */
  public JournalRows find(Handle handle, Collection<String> texts) {
    long upTo = JournalRows.last(handle, connection);
    return new JournalRows(holding(handle, texts, 0).keySet(), upTo);
  }

  /**
   * Takes these texts out of the journal.
   *
   * @param found by {@link #find}, before the transaction; what came since is searched here
   * @return how many rows were changed
   */
  public long blot(Handle handle, Collection<String> texts, JournalRows found) {
    List<Pattern> patterns = patterns(texts);
    Map<Long, Row> rows = holding(handle, texts, found.upTo());
    KeyLists.of(found.ids())
        .forEach(
            ids ->
                keep(
                    rows,
                    patterns,
                    handle
                        .createQuery(
                            "select id, message, fields from journal where connection = :connection and id in (<ids>)")
                        .bind("connection", connection)
                        .bindList("ids", ids)));
    for (Row row : rows.values()) {
      handle
          .createUpdate(
              "update journal set message = :message, fields = :fields where connection = :connection and id = :id")
          .bind("connection", connection)
          .bind("id", row.id())
          .bind("message", blotted(row.message(), patterns))
          .bind("fields", blotted(row.fields(), patterns))
          .execute();
    }
    return rows.size();
  }

  private static String blotted(String text, List<Pattern> patterns) {
    String left = text;
    for (Pattern pattern : patterns) {
      left = pattern.matcher(left).replaceAll(ERASED);
    }
    return left;
  }

  /**
   * Forgets problems of others that name the person.
   *
   * @return their subjects, to be looked at again
   */
  public Set<String> forgetProblems(Handle handle, Collection<String> texts) {
    List<Pattern> patterns = patterns(texts);
    Set<String> subjects = new LinkedHashSet<>();
    for (Problem problem : new Problems(connection).all(handle, Integer.MAX_VALUE)) {
      if (isNamed(problem.message() + "\n" + problem.cause(), patterns)) {
        subjects.add(problem.subject());
      }
    }
    new Problems(connection).replace(handle, subjects, List.of());
    return subjects;
  }

  private static boolean isNamed(String text, List<Pattern> patterns) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
  }

  /** By number, the rows after one that hold one of the texts. */
  private Map<Long, Row> holding(Handle handle, Collection<String> texts, long after) {
    Map<Long, Row> rows = new LinkedHashMap<>();
    for (String text : texts) {
      keep(
          rows,
          List.of(pattern(text)),
          handle
              .createQuery(
                  """
                  select id, message, fields from journal where connection = :connection and id > :after
                    and (lower(message) like :like escape '!' or lower(fields) like :like escape '!')
                  """)
              .bind("connection", connection)
              .bind("after", after)
              .bind("like", like(text)));
    }
    return rows;
  }

  private static void keep(Map<Long, Row> rows, List<Pattern> patterns, Query query) {
    query.map((rs, ctx) -> new Row(rs.getLong(1), rs.getString(2), rs.getString(3))).stream()
        .filter(row -> isNamed(row.message() + "\n" + row.fields(), patterns))
        .forEach(row -> rows.put(row.id(), row));
  }

  /**
   * A pattern of SQL for the rows that may hold a text, in a column that {@code lower()} was
   * applied to. SQLite lowers the letters of ASCII alone, and PostgreSQL those that its locale
   * knows: so every other letter may stand for anything, and whoever asks looks closer at what was
   * found.
   */
  static String like(String text) {
    String lower =
        text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "%" + NOT_ASCII.matcher(lower).replaceAll("%") + "%";
  }

  private static List<Pattern> patterns(Collection<String> texts) {
    return texts.stream().map(Mentions::pattern).toList();
  }

  /** Not within a longer name: {@code ann@x} is not in {@code joann@x}, nor 51 in 510. */
  private static Pattern pattern(String text) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}._+-])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}_-]|\\.\\p{L})",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
