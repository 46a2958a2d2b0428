package dev.carousel.fuzz;

import dev.carousel.data.Dataset;
import dev.carousel.data.text.Text;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingPlan;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The run whose checkpoints the known inputs are: one unit of LSTM, three letters, momentum. */
final class ResumedRun {
  private static final Trainer TRAINER = trainer();

  private ResumedRun() {}

  private static Trainer trainer() {
    byte[] letters = "abccba".repeat(8).getBytes(StandardCharsets.US_ASCII);
    Dataset data = Text.read("letters", new ByteArrayInputStream(letters)).split(0);
    NetworkSpec spec = NetworkSpec.of(data.shape(), PluginRef.parse("lstm:forget-bias=1")).units(1);
    return Trainer.builder(Networks.compile(spec), data)
        .optimizer(
            Networks.PLUGINS.choose(PluginKind.OPTIMIZER, PluginRef.parse("sgd:momentum=0.9")))
        .plan(TrainingPlan.of(Limit.ofUpdates(10)).batch(2).bptt(4))
        .build();
  }

  /** Goes on from the checkpoint of this file, as every command does after reading it. */
  static void resume(Checkpoint checkpoint, Path file) {
    TRAINER.resumeFrom(checkpoint, file.toString()).check();
  }
}
