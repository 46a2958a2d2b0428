package dev.carousel.optimizers.hook;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.sigmoid;
import static dev.carousel.expr.Functions.tanh;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Dataset;
import dev.carousel.data.text.Text;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Expr;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.optimizers.Plugins;
import dev.carousel.random.RandomStreams;
import dev.carousel.spi.Cell;
import dev.carousel.spi.GradientHook;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.CheckpointFile;
import dev.carousel.train.Limit;
import dev.carousel.train.NamedHook;
import dev.carousel.train.Progress;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingPlan;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.math3.random.RandomGenerator;

/** Short training runs with hooks, of two small LSTM layers on text, in three shards of rows. */
final class Runs {
  static final int UPDATES = 7;

  /** 2,000 letters in 40 rows, by 10 steps. */
  static final int CHUNKS = 5;

  private static final int ROWS = 40;
  private static final int STEPS = 10;
  private static final Clock STILL = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private Runs() {}

  /** An LSTM that shows its forget gate as {@code f}. */
  static Cell lstm() {
    return s -> {
      Expr x = s.input();
      Expr h = s.state("h");
      Expr c = s.state("c");
      Expr f = sigmoid(s.affine("f", x, h, bias(1)));
      Expr i = sigmoid(s.affine("i", x, h));
      Expr g = tanh(s.affine("g", x, h));
      Expr o = sigmoid(s.affine("o", x, h));
      Expr next = f.times(c).plus(i.times(g));
      s.next("c", next);
      s.next("h", o.times(tanh(next)));
      s.observe("f", f);
    };
  }

  /** The hooks, new ones. */
  static List<NamedHook> hooks(String... texts) {
    return Stream.of(texts).map(text -> new NamedHook(text, Plugins.hook(text))).toList();
  }

  static NamedHook named(GradientHook hook) {
    return new NamedHook("test", hook);
  }

  /** The parameters after a whole run. */
  static NamedTensors whole(int threads, List<NamedHook> hooks) {
    try (Engine engine = Engines.fused(threads)) {
      return trainer(engine, hooks, TrainingListener.none()).run().parameters();
    }
  }

  /** Trains by many small steps, of which {@link #CHUNKS} make one pass over the text. */
  static void smallSteps(List<NamedHook> hooks, int updates) {
    try (Engine engine = Engines.fused(1)) {
      trainer(engine, hooks, TrainingListener.none(), "sgd:lr=0.1", updates).run();
    }
  }

  /** The parameters after a run that is stopped, and resumed from its file with new hooks. */
  static NamedTensors resumed(Path file, int stopAfter, String... texts) {
    try (Engine engine = Engines.fused(1)) {
      Stopping stopping = new Stopping(file, stopAfter);
      Trainer first = trainer(engine, hooks(texts), stopping);
      stopping.stop = first::stop;
      first.run();
      Checkpoint checkpoint = CheckpointFile.read(file).checkpoint();
      assertEquals(stopAfter, checkpoint.counters().updates());
      Trainer second = trainer(engine, hooks(texts), TrainingListener.none());
      return second.resumeFrom(checkpoint).run().parameters();
    }
  }

  static void assertSameBits(NamedTensors expected, NamedTensors found) {
    expected.forEach(
        (name, tensor) -> assertArrayEquals(tensor.toDoubles(), found.get(name).toDoubles(), name));
  }

  /** Without a validation part the latest parameters are the result. */
  private static Trainer trainer(Engine engine, List<NamedHook> hooks, TrainingListener listener) {
    return trainer(engine, hooks, listener, "sgd:lr=2", UPDATES);
  }

  private static Trainer trainer(
      Engine engine,
      List<NamedHook> hooks,
      TrainingListener listener,
      String optimizer,
      int updates) {
    Dataset data = text();
    Network network =
        Network.compile(engine, NetworkSpec.of(data.shape(), lstm()).units(5).layers(2));
    return Trainer.builder(network, data)
        .optimizer(Plugins.optimizer(optimizer))
        .hooks(hooks)
        .plan(
            TrainingPlan.of(Limit.ofUpdates(updates))
                .batch(ROWS)
                .bptt(STEPS)
                .evaluateEvery(100)
                .seed(7))
        .listener(listener)
        .clock(STILL)
        .build();
  }

  private static Dataset text() {
    RandomGenerator random = RandomStreams.stream(1, "test text");
    StringBuilder text = new StringBuilder("abcde");
    while (text.length() < 2000) {
      text.append((char) ('a' + random.nextInt(5)));
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return Text.read("letters", new ByteArrayInputStream(bytes)).split(0);
  }

  /** Asks for a stop, and writes the checkpoint that follows. */
  private static final class Stopping implements TrainingListener {
    private final Path file;
    private final int after;
    private Runnable stop = () -> {};

    Stopping(Path file, int after) {
      this.file = file;
      this.after = after;
    }

    @Override
    public void updated(Progress progress) {
      if (progress.updates() == after) {
        stop.run();
      }
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) {
      new CheckpointFile(checkpoint, Map.of()).write(file);
    }
  }
}
