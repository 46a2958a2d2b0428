package dev.carousel.train;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.plugin.Chosen;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptionSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What surrounds an optimizer: groups of parameters with options of their own, and an average of
 * the parameters. Both are optimizers around another one, so checkpoints, roll-backs and the
 * estimate of memory hold for them too.
 *
 * @param groups a parameter belongs to the first one that matches its name; the options of the
 *     others are those of the optimizer
 * @param ema how much of an exponential moving average of the parameters is kept at each update,
 *     from 0 to below 1; what is validated, saved and returned is the average. It starts faster: of
 *     update t, from 1, at most {@code (1 + t) / (10 + t)} is kept. 0 for none
 */
public record Optimization(List<ParameterGroup> groups, double ema) {
  /** Nothing but the optimizer. */
  public static final Optimization PLAIN = new Optimization(List.of(), 0);

  /** Checks the average. */
  public Optimization {
    groups = List.copyOf(groups);
    if (!(ema >= 0 && ema < 1)) {
      throw CarouselException.usage("The moving average of the parameters is out of range.")
          .expected("a share to keep from 0 (no average) to below 1")
          .found(ema)
          .mend("--ema 0.999")
          .build();
    }
  }

  /** The same with one more group, after the others. */
  public Optimization withGroup(ParameterGroup group) {
    List<ParameterGroup> more = new ArrayList<>(groups);
    more.add(group);
    return new Optimization(more, ema);
  }

  /** The same with a moving average of the parameters; 0 for none. */
  public Optimization withEma(double share) {
    return new Optimization(groups, share);
  }

  /**
   * The optimizer with what surrounds it.
   *
   * @throws CarouselException if a group has an option or a value that the optimizer does not have.
   *     A pattern that matches no parameter is refused by {@link Optimizer#init}
   */
  public Optimizer around(Chosen<Optimizer> chosen) {
    Optimizer optimizer = groups.isEmpty() ? chosen.make() : grouped(chosen);
    return ema == 0 ? optimizer : new MovingAverage(optimizer, ema);
  }

  private Optimizer grouped(Chosen<Optimizer> chosen) {
    List<GroupedOptimizer.Member> members = new ArrayList<>();
    for (ParameterGroup group : groups) {
      Chosen<Optimizer> own = chosen;
      double rateFactor = 1;
      Map<String, OptionSpec> allowed = allowed(chosen);
      for (Map.Entry<String, String> option : group.options().entrySet()) {
        check(group, option.getKey(), option.getValue(), allowed);
        if (option.getKey().equals(ParameterGroup.RATE_FACTOR.name())) {
          rateFactor = Double.parseDouble(option.getValue());
        } else {
          own = own.with(option.getKey(), option.getValue());
        }
      }
      members.add(new GroupedOptimizer.Member(group, own.make(), rateFactor));
    }
    return new GroupedOptimizer(members, chosen.make());
  }

  private static Map<String, OptionSpec> allowed(Chosen<Optimizer> chosen) {
    Map<String, OptionSpec> allowed = new LinkedHashMap<>();
    chosen.options().forEach(spec -> allowed.put(spec.name(), spec));
    allowed.put(ParameterGroup.RATE_FACTOR.name(), ParameterGroup.RATE_FACTOR);
    return allowed;
  }

  private static void check(
      ParameterGroup group, String name, String value, Map<String, OptionSpec> allowed) {
    OptionSpec spec = allowed.get(name);
    if (spec == null) {
      throw CarouselException.usage("The optimizer has no option '" + name + "' for a group.")
          .where("group " + group)
          .mend(NearestWord.hint(name, allowed.keySet()))
          .build();
    }
    if (!spec.accepts(value)) {
      throw CarouselException.usage("Option '" + name + "' of a group has an invalid value.")
          .expected(spec.allowed())
          .found(value.isEmpty() ? "nothing" : "'" + value + "'")
          .where("group " + group)
          .build();
    }
  }
}
