package dev.carousel.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.data.Dataset;
import dev.carousel.data.text.Text;
import dev.carousel.engine.Engine;
import dev.carousel.expr.Functions;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.optimizers.hook.ClipNorm;
import dev.carousel.optimizers.hook.NonFiniteGuard;
import dev.carousel.optimizers.schedule.Constant;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainerBuilder;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.UsualTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is trained with where nothing is said is named once, in core, and found here. */
class UsualTrainingTest {
  @TempDir Path folder;

  @Test
  void whatIsUsualIsWhatTheTypedFormsAreCalled() {
    assertEquals(Adam.withStep(0.002).toString(), UsualTraining.OPTIMIZER);
    assertEquals(Constant.step().toString(), UsualTraining.SCHEDULE);
    assertEquals(List.of(NonFiniteGuard.skip().ref(), ClipNorm.at(1).ref()), UsualTraining.hooks());
  }

  @Test
  void aTrainerThatIsToldNothingTrainsWithIt() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "all the king's horses ".repeat(60));
    Dataset data = Text.read(file).split(0.1);
    try (Engine engine = Engines.scalar(1)) {
      NetworkSpec spec =
          NetworkSpec.of(
                  data.shape(),
                  s -> s.next("h", Functions.tanh(s.affine("h", s.input(), s.state("h")))))
              .units(6);
      Network network = Network.compile(engine, spec);
      TrainingPlan plan = TrainingPlan.of(Limit.ofUpdates(4)).batch(4).bptt(8);
      TrainerBuilder said =
          Trainer.builder(network, data)
              .optimizer(Adam.withStep(0.002))
              .schedule(Constant.step())
              .hook(NonFiniteGuard.skip())
              .hook(ClipNorm.at(1))
              .plan(plan);
      TrainerBuilder other = Trainer.builder(network, data).hook(ClipNorm.at(0.01)).plan(plan);
      double[] expected = parameters(said);
      assertArrayEquals(expected, parameters(Trainer.builder(network, data).plan(plan)));
      assertEquals(false, java.util.Arrays.equals(expected, parameters(other)));
    }
  }

  private static double[] parameters(TrainerBuilder builder) {
    return builder.run().parameters().get("layer0/h.Wx").toDoubles();
  }
}
