package io.leadloop.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.config.Problem;
import io.leadloop.config.Report;
import io.leadloop.ops.Office;
import io.leadloop.store.StoreException;
import io.leadloop.sync.CrmException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * Where a command says what it has to say.
 *
 * @param command its name, which begins each message of a failure
 * @param json whether the answer is for a machine: one object on {@code out} and nothing else
 */
record Screen(String command, PrintWriter out, PrintWriter err, boolean json) {
  /** What a command does; its result is the exit code. */
  @FunctionalInterface
  interface Work {
    int run() throws InterruptedException;
  }

  /**
   * Does the work of a command and says why it failed, if it does, without a stack trace. A fault
   * of this program is left to the caller.
   */
  int run(Work work) {
    try {
      return work.run();
    } catch (ConfigFailure e) {
      return configFailed(e.problems());
    } catch (StoreException e) {
      return failed(ExitCode.STORE, e.code(), String.valueOf(e.getMessage()));
    } catch (CrmException e) {
      String text = e.getMessage() + "\n    Nothing was written. " + AccountTrouble.hint(e);
      return failed(ExitCode.FAILED, AccountTrouble.code(e), text);
    } catch (CommandFailure e) {
      return failed(e.exitCode(), e.code(), e.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** Prints an answer: the text for a person, or the object for a machine. */
  void answer(Object object, String text) {
    if (json) {
      object(object);
    } else {
      line(text);
    }
  }

  /** Prints one JSON object. */
  void object(Object object) {
    out.println(Office.json(object));
    out.flush();
  }

  /** Prints text for a person. */
  void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Prints what is no answer: a warning, a notice. */
  void notice(String text) {
    err.println(text);
    err.flush();
  }

  /** All problems of the configuration, as they stand in the files. */
  int configFailed(List<Problem> problems) {
    notice(Report.of(problems));
    if (json) {
      object(
          Map.of(
              "error", "the configuration is wrong",
              "code", "configuration",
              "problems", problems.stream().map(Screen::problem).toList()));
    }
    return ExitCode.USAGE;
  }

  private int failed(int exitCode, String code, String text) {
    notice(command + ": " + text);
    if (json) {
      object(Map.of("error", text, "code", code));
    }
    return exitCode;
  }

  /** A problem of the configuration, for a machine. */
  static ObjectNode problem(Problem problem) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("severity", problem.isError() ? "error" : "warning")
        .put("file", problem.place().file())
        .put("line", problem.place().line())
        .put("column", problem.place().column())
        .put("code", problem.code())
        .put("message", problem.message())
        .put("hint", problem.hint());
  }
}
