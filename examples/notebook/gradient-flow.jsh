import dev.carousel.Engines;
import dev.carousel.cells.lstm.Lstm;
import dev.carousel.data.Dataset;
import dev.carousel.data.text.Text;
import dev.carousel.engine.Engine;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.GradientFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.optimizers.Adam;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import java.nio.file.Files;
import java.nio.file.Path;

Path file = Files.createTempFile("rhyme", ".txt");
Files.writeString(file, "Half a pound of tuppenny rice, half a pound of treacle. That's the way the money goes: pop! goes the weasel.\n".repeat(150));
Dataset data = Text.read(file).split(0.1);
data.description()

Engine engine = Engines.fused(2);
Network network = Network.compile(engine, NetworkSpec.of(data.shape(), Lstm.cell().forgetBias(1)).units(32));
TrainingResult trained = Trainer.builder(network, data).optimizer(Adam.withStep(0.01)).plan(TrainingPlan.of(Limit.ofUpdates(100))).run();
double loss = trained.validLoss();

FlowReport flow = GradientFlow.measure(network, trained.parameters(), data.validation(), FlowSettings.ofLag(40));
String report(FlowReport flow) {
  StringBuilder text = new StringBuilder();
  for (StateFlow state : flow.layers().get(0).states()) {
    text.append("state ").append(state.state()).append(": ").append(state.verdict()).append("\n");
    for (int lag = 0; lag <= 40; lag += 5) {
      double left = state.gradient()[lag];
      int bar = (int) Math.max(0, 40 + 4 * Math.log10(Math.max(left, 1e-12)));
      text.append("%4d  %8.1e  %s%n".formatted(lag, left, "#".repeat(bar)));
    }
  }
  return text.toString();
}
System.out.println(report(flow));

engine.close();

Path page = Files.createTempFile("report", ".html");
String carousel = System.getenv().getOrDefault("CAROUSEL", "carousel");
Process diagnosis = new ProcessBuilder(carousel, "diagnose", "--no-progress", "--text", file.toString(), "--cell", "rnn", "--cell", "lstm:forget-bias=1", "--units", "32", "--updates", "100", "--lag", "40", "--html", page.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
int code = diagnosis.waitFor();
