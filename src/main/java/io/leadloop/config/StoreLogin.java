package io.leadloop.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a database server is entered with. Never logged, never written. Both are asked for anew at
 * each new connection: what comes from a file may change while the process runs.
 */
public record StoreLogin(Supplier<String> user, Supplier<String> password) {
  /** For a file. */
  public static final StoreLogin NONE = new StoreLogin(Secret.of(""), Secret.of(""));

  /**
   * What was found.
   *
   * @param login null when there is a problem
   */
  public record Found(@Nullable StoreLogin login, List<Problem> problems) {
    public Found {
      problems = Report.sorted(problems);
    }
  }

  /**
   * Reads user and password from where the settings say that they are; a file has none.
   *
   * @param environment of the process, usually {@link System#getenv()}
   */
  public static Found read(StoreSettings store, Map<String, String> environment) {
    if (!store.asksForLogin()) {
      return new Found(NONE, List.of());
    }
    List<Problem> problems = new ArrayList<>();
    StoreLogin login =
        new StoreLogin(
            Secrets.living(store.user(), environment, problems),
            Secrets.living(store.password(), environment, problems));
    return new Found(problems.isEmpty() ? login : null, problems);
  }

  /** Without both. */
  @Override
  public String toString() {
    return "StoreLogin[...]";
  }
}
