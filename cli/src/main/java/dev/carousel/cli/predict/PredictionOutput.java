package dev.carousel.cli.predict;

import dev.carousel.cli.console.Console;
import dev.carousel.data.predict.Prediction;
import dev.carousel.data.predict.PredictionRows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes predictions as they are made.
 *
 * @param rows their columns
 * @param format how they are written
 */
record PredictionOutput(PredictionRows rows, RowFormat format) {
  /** Rows are handed on in pieces, so that a reader that closes the pipe is noticed. */
  private static final int PIECE = 100;

  /** To standard output. */
  void print(
      Console console, Consumer<Consumer<Prediction>> predictions, Consumer<Prediction> then) {
    console.out().print(format.header(rows.names()));
    Consumer<Prediction> print =
        new Consumer<>() {
          private int printed;

          @Override
          public void accept(Prediction each) {
            console.out().print(format.line(rows.names(), rows.cells(each)));
            if (++printed % PIECE == 0) {
              console.flushOut();
            }
          }
        };
    predictions.accept(print.andThen(then));
    console.flushOut();
  }

  /**
   * To a file.
   *
   * @param count how many predictions there are
   */
  void save(
      long count,
      Consumer<Consumer<Prediction>> predictions,
      Consumer<Prediction> then,
      OutputStream into)
      throws IOException {
    if (format == RowFormat.NPZ) {
      PredictionArrays arrays = new PredictionArrays(rows, count);
      predictions.accept(
          each -> {
            arrays.add(rows.cells(each));
            then.accept(each);
          });
      arrays.write(into);
      return;
    }
    Writer writer = new BufferedWriter(new OutputStreamWriter(into, StandardCharsets.UTF_8));
    writer.write(format.header(rows.names()));
    try {
      predictions.accept(
          each -> {
            append(writer, format.line(rows.names(), rows.cells(each)));
            then.accept(each);
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    writer.flush();
  }

  private static void append(Writer writer, String line) {
    try {
      writer.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
