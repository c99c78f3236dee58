package io.leadloop.app;

import io.leadloop.config.Config;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.Loaded;
import io.leadloop.config.Report;
import io.leadloop.config.Secrets;
import io.leadloop.config.Settings;
import io.leadloop.ops.Office;
import java.nio.file.Path;
import java.util.function.BiFunction;

/**
 * Says what a configuration that is not in force would write, in a daemon that runs by another one.
 * Both accounts are opened once more for as long as it takes, and nothing is written. Both share
 * HubSpot's pace, so that they keep within its limits together.
 *
 * @param running what is in force
 * @param secrets of the running one: a draft is about the same accounts
 * @param open opens both accounts by a configuration, at the pace of the running one where the
 *     limits are the same
 */
record DraftPlan(Config running, Secrets secrets, BiFunction<Config, Secrets, Workings> open) {
  /**
   * The plan of every link, as JSON.
   *
   * @param folder with the files of the draft
   * @throws IllegalArgumentException when they are wrong, or about other accounts
   */
  String of(String folder) {
    Loaded loaded = ConfigLoader.load(Path.of(folder));
    Config draft = loaded.config();
    if (draft == null) {
      throw new IllegalArgumentException(Report.of(loaded.problems()));
    }
    Settings now = running.settings();
    Settings then = draft.settings();
    if (!now.connection().equals(then.connection())
        || !now.hubspot().baseUrl().equals(then.hubspot().baseUrl())
        || !now.salesforce().loginUrl().equals(then.salesforce().loginUrl())) {
      throw new IllegalArgumentException(
          "%s is about another connection or other accounts than the daemon that runs."
              .formatted(folder));
    }
    Config paced =
        draft
            .settings(then.hubspot(then.hubspot().pacedLike(now.hubspot())))
            .under(running.drift());
    try (Workings workings = open.apply(paced, secrets)) {
      return workings.office().answer(Office.PLAN_DRAFT, "");
    }
  }
}
