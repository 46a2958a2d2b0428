package dev.carousel.cli.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.Main;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run of {@code carousel train --live} that goes on until it is interrupted. */
final class LiveRun implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("Live +(http://\\S+)");
  private static final int INTERRUPTED = 130;
  private static final int PATIENCE = 60;

  private final StringWriter told = new StringWriter(); // its buffer is synchronized
  private volatile Runnable stop = () -> {};
  private final CountDownLatch listening = new CountDownLatch(1);
  private final CompletableFuture<Integer> code;

  private LiveRun(Path folder) {
    Console console =
        new Console(
            new PrintWriter(new StringWriter()),
            new PrintWriter(told),
            Terminal.none(),
            runnable -> {
              stop = runnable;
              listening.countDown();
              return () -> stop = () -> {};
            });
    String[] arguments = {
      "train",
      "--out",
      folder.resolve("run").toString(),
      "--text",
      text(folder).toString(),
      "--cell",
      "lstm",
      "--units",
      "12",
      "--batch",
      "8",
      "--bptt",
      "16",
      "--threads",
      "1",
      "--updates",
      "100000000",
      "--live",
      "--no-progress"
    };
    code = CompletableFuture.supplyAsync(() -> Main.run(console, arguments));
  }

  /** Starts one. */
  static LiveRun start(Path folder) {
    return new LiveRun(folder);
  }

  private static Path text(Path folder) {
    try {
      return Files.writeString(
          folder.resolve("text.txt"), "the cat sat on the mat, and so did he.\n".repeat(3000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where its page is; known once it trains. */
  String address() throws InterruptedException {
    assertTrue(listening.await(PATIENCE, TimeUnit.SECONDS), told::toString);
    Matcher address = ADDRESS.matcher(told.toString());
    assertTrue(address.find(), told::toString);
    return address.group(1);
  }

  /** Presses Ctrl-C, and waits for the end. */
  void interrupt() throws InterruptedException, ExecutionException, TimeoutException {
    stop.run();
    assertEquals(INTERRUPTED, code.get(PATIENCE, TimeUnit.SECONDS), told::toString);
  }

  @Override
  public void close() {
    stop.run();
    code.join();
  }
}
