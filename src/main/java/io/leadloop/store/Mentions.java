package io.leadloop.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

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

  /** How many rows of the journal hold one of these texts, whatever their case. */
  public long count(Handle handle, Collection<String> texts) {
    Set<Long> rows = new LinkedHashSet<>();
    texts.forEach(text -> rows(handle, text).forEach(row -> rows.add(row.id())));
    return rows.size();
  }

  /**
   * Takes these texts out of the journal.
   *
   * @return how many rows were changed
   */
  public long blot(Handle handle, Collection<String> texts) {
    Set<Long> changed = new LinkedHashSet<>();
    for (String text : texts) {
      Pattern pattern = pattern(text);
      for (Row row : rows(handle, text)) {
        changed.add(row.id());
        handle
            .createUpdate(
                "update journal set message = :message, fields = :fields where connection = :connection and id = :id")
            .bind("connection", connection)
            .bind("id", row.id())
            .bind("message", pattern.matcher(row.message()).replaceAll(ERASED))
            .bind("fields", pattern.matcher(row.fields()).replaceAll(ERASED))
            .execute();
      }
    }
    return changed.size();
  }

  /**
   * Forgets problems of others that name the person.
   *
   * @return their subjects, to be looked at again
   */
  public Set<String> forgetProblems(Handle handle, Collection<String> texts) {
    Set<String> subjects = new LinkedHashSet<>();
    for (String text : texts) {
      Pattern pattern = pattern(text);
      for (Problem problem : new Problems(connection).all(handle, Integer.MAX_VALUE)) {
        if (pattern.matcher(problem.message() + "\n" + problem.cause()).find()) {
          subjects.add(problem.subject());
        }
      }
    }
    new Problems(connection).replace(handle, subjects, List.of());
    return subjects;
  }

  private List<Row> rows(Handle handle, String text) {
    Pattern pattern = pattern(text);
    List<Row> rows =
        new ArrayList<>(
            handle
                .createQuery(
                    """
                    select id, message, fields from journal where connection = :connection
                      and (lower(message) like :like escape '!' or lower(fields) like :like escape '!')
                    """)
                .bind("connection", connection)
                .bind("like", like(text))
                .map((rs, ctx) -> new Row(rs.getLong(1), rs.getString(2), rs.getString(3)))
                .list());
    rows.removeIf(row -> !pattern.matcher(row.message() + "\n" + row.fields()).find());
    return rows;
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

  /** Not within a longer name: {@code ann@x} is not in {@code joann@x}, nor 51 in 510. */
  private static Pattern pattern(String text) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}._+-])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}_-]|\\.\\p{L})",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
