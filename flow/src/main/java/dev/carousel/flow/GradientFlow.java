package dev.carousel.flow;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.engine.StateSpec;
import dev.carousel.error.CarouselException;
import dev.carousel.flow.internal.Injection;
import dev.carousel.flow.internal.Measured;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.Layer;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how the gradient of a loss flows back through time.
 *
 * <p>The loss is injected at one step of each row, its end, so that no other error hides what
 * fades. The <em>total</em> gradient of each state is measured at each lag: everything that reaches
 * it, from the layers above and through the layer's own recurrence. A row of a long stream has
 * several end points, in different places, with the state carried up to there. A row of a task or a
 * window ends with its sequence. Windows of a table come from all over it.
 *
 * <p>The measurement runs on the network's own engine and changes nothing.
 */
public final class GradientFlow {
  private GradientFlow() {}

  /**
   * Measures a network on data.
   *
   * @param part the data; if no sequence has as many steps as the lag, only shorter lags are
   *     measured
   * @throws CarouselException if the part is empty
   */
  public static FlowReport measure(
      Network network, NamedTensors parameters, Part part, FlowSettings settings) {
    if (part.symbols() == 0) {
      throw CarouselException.failure("There is no data to measure gradient flow on.")
          .mend("use some for validation (--valid), or name other data")
          .build();
    }
    List<StateSamples> samples = new ArrayList<>();
    for (Layer layer : network.recurrentLayers()) {
      for (StateSpec state : layer.program().states()) {
        samples.add(new StateSamples(layer, state.name(), settings.lag()));
      }
    }
    Epoch epoch = Measured.epoch(part, settings.rows(), settings.lag() + 1, settings.seed());
    Carry carry = Carry.zero();
    BoundNetwork bound = network.apart().bind(parameters);
    Pieces pieces = new Pieces(epoch, settings.ends());
    for (int i = 0; i < pieces.chunks(); i++) {
      int index = pieces.chunk(i);
      Chunk chunk = epoch.chunk(index);
      NetworkPass pass = bound.forward(chunk, carry);
      collect(new Injection(chunk, pass, false), samples, pieces, index);
      if (network.spec().bidirectional()) {
        collect(new Injection(chunk, pass, true), samples, pieces, index);
      }
      carry = pass.carry();
      pass.release();
    }
    return new FlowReport(
        settings.lag(), reports(network, parameters, samples, settings.spectra()));
  }

  private static void collect(
      Injection injection, List<StateSamples> samples, Pieces pieces, int index) {
    StateSamples.collect(injection, samples, row -> pieces.of(index, injection.chunk(), row));
  }

  private static List<LayerFlow> reports(
      Network network, NamedTensors parameters, List<StateSamples> samples, boolean spectra) {
    List<LayerFlow> layers = new ArrayList<>();
    for (Layer layer : network.recurrentLayers()) {
      List<StateFlow> states =
          samples.stream()
              .filter(sample -> sample.layer().equals(layer))
              .map(StateSamples::report)
              .toList();
      layers.add(
          new LayerFlow(
              layer.name(),
              layer.index(),
              layer.reverse(),
              states,
              spectra ? Spectra.of(layer, layer.own(parameters)) : List.of()));
    }
    return List.copyOf(layers);
  }
}
