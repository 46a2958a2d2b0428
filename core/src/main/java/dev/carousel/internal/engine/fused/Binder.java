package dev.carousel.internal.engine.fused;

import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.Chains;
import dev.carousel.internal.engine.fused.plan.Instruction;
import dev.carousel.internal.engine.fused.plan.Place;
import dev.carousel.internal.engine.fused.plan.TeamPlan;
import dev.carousel.internal.kernel.BlockProduct;
import dev.carousel.internal.kernel.ElementChain;
import dev.carousel.internal.kernel.ElementLoop;
import dev.carousel.internal.kernel.Elementwise;
import dev.carousel.internal.kernel.GroupFunction;
import dev.carousel.internal.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Binds instructions to the memory of one shard. */
record Binder(
    CellPlan plan,
    Kernels kernels,
    Workspace space,
    Weights weights,
    ShardInput input,
    GradientTap tap,
    float[] edge,
    FusedEngine engine) {

  static Binder of(
      CellPlan plan,
      FusedEngine engine,
      Workspace space,
      Weights weights,
      ShardInput input,
      GradientTap tap) {
    Kernels kernels = engine.kernelsInUse();
    return new Binder(plan, kernels, space, weights, input, tap, new float[Kernels.EDGE], engine);
  }

  /** Shares a program among a team, whose members have places in common, but no scratch. */
  Crew crew(CellPlan.Program program, List<Instruction> step, Team team) {
    int members = team.members();
    TeamPlan shared = TeamPlan.of(plan.buffers(), step, plan.units(), members);
    Work[][] before = new Work[members][];
    Work[][] loop = new Work[members][];
    Work[][] after = new Work[members][];
    for (int member = 0; member < members; member++) {
      Binder own = of(plan, engine, space, weights, input, tap);
      before[member] = own.bind(program.before());
      loop[member] = own.bind(shared, team, member);
      after[member] = own.bind(program.after());
    }
    return new Crew(team, before, loop, after);
  }

  private Work[] bind(TeamPlan shared, Team team, int member) {
    List<Instruction> step = shared.all();
    List<Work> works = new ArrayList<>();
    List<Instruction> untilMeeting = new ArrayList<>();
    for (int i = 0; i < shared.size(); i++) {
      if (shared.meetsBefore(i)) {
        works.addAll(bind(step, untilMeeting));
        untilMeeting.clear();
        works.add(new Work.Meet(team, member));
      }
      untilMeeting.addAll(shared.share(i, member));
    }
    works.addAll(bind(step, untilMeeting));
    return works.toArray(Work[]::new);
  }

  private List<Work> bind(List<Instruction> step, List<Instruction> some) {
    return Chains.ofStep(plan.units(), plan.buffers(), step, some).stream()
        .map(this::bind)
        .toList();
  }

  /** For the rows of many steps at once, or for one row. */
  Work[] bind(List<Instruction> instructions) {
    return Chains.ofBlock(plan.units(), instructions).stream().map(this::bind).toArray(Work[]::new);
  }

  private Work bind(Instruction instruction) {
    if (instruction instanceof Instruction.Product product) {
      return product(product);
    }
    if (instruction instanceof Instruction.Chain chain) {
      return elements(chain);
    }
    if (instruction instanceof Instruction.Preset preset) {
      float[] row = preset.bias() == null ? new float[preset.size()] : weights.array(preset.bias());
      return new Work.Preset(row, preset.size(), space.spot(preset.out()));
    }
    if (instruction instanceof Instruction.Copy copy) {
      return new Work.Copy(space.spot(copy.x()), copy.size(), space.spot(copy.out()));
    }
    if (instruction instanceof Instruction.Sum sum) {
      return new Work.Sum(space.spot(sum.x()), sum.groups(), sum.size(), space.spot(sum.out()));
    }
    if (instruction instanceof Instruction.Repeat repeat) {
      Spot x = space.spot(repeat.x());
      return new Work.Repeat(x, repeat.elements(), repeat.size(), space.spot(repeat.out()));
    }
    if (instruction instanceof Instruction.BlockProduct product) {
      return ofBlocks(product);
    }
    if (instruction instanceof Instruction.OfGroups function) {
      return ofGroups(function);
    }
    if (instruction instanceof Instruction.KeepMasked keep) {
      Spot before = space.spot(keep.before());
      return new Work.KeepMasked(input, before, keep.size(), space.spot(keep.after()));
    }
    if (instruction instanceof Instruction.HoldMasked hold) {
      Spot arriving = space.spot(hold.arriving());
      return new Work.HoldMasked(input, arriving, hold.size(), space.spot(hold.held()));
    }
    if (instruction instanceof Instruction.ReturnMasked back) {
      Spot held = space.spot(back.held());
      return new Work.ReturnMasked(input, held, back.size(), space.spot(back.arriving()));
    }
    if (instruction instanceof Instruction.Gather gather) {
      Place from = gather.before();
      Spot before = from == null ? null : space.spot(from);
      return new Work.Gather(input, before, gather.size(), space.spot(gather.held()));
    }
    Instruction.Tap shows = (Instruction.Tap) instruction;
    return new Work.Tap(tap, shows.shown(), shows.size(), space.spot(shows.gradient()));
  }

  private Work product(Instruction.Product product) {
    PackedColumns part = new PackedColumns(weights.pack(product.pack()), product.part());
    Spot out = space.spot(product.out());
    Work.Product multiply =
        new Work.Product(kernels, part, space.spot(product.operand()), product.starts(), out, edge);
    return plan.readsInput(product)
        ? new Work.OfInput(
            input, multiply, new Work.LookUp(kernels, part, input, product.starts(), out))
        : multiply;
  }

  private Work ofBlocks(Instruction.BlockProduct p) {
    Spot x = space.spot(p.x());
    Spot y = space.spot(p.y());
    Spot out = space.spot(p.out());
    BlockProduct product =
        new BlockProduct(p.op(), p.blocks(), p.m(), p.n(), x.rows(), y.rows(), out.rows());
    return new Work.OfBlocks(kernels, product, x, y, out, edge);
  }

  private Work ofGroups(Instruction.OfGroups f) {
    Spot x = space.spot(f.x());
    Spot y = space.spot(f.y());
    Spot out = space.spot(f.out());
    int groups = f.groups().count();
    float epsilon = (float) f.groups().epsilon();
    GroupFunction function =
        new GroupFunction(f.op(), groups, f.size(), epsilon, x.rows(), y.rows(), out.rows());
    return new Work.OfGroups(kernels, function, x, y, out, edge);
  }

  private Work elements(Instruction.Chain chain) {
    List<Place> places =
        chain.operations().stream()
            .flatMap(p -> Stream.of(p.x(), p.y(), p.z(), p.out()))
            .distinct()
            .toList();
    List<Elementwise> operations =
        chain.operations().stream().map(p -> elementwise(p, places)).toList();
    List<Spot> operands = places.stream().map(space::spot).toList();
    ElementLoop loop =
        kernels.loop(
            new ElementChain(
                operations,
                operands.stream().map(Spot::rows).toList(),
                chain.passing().stream().map(places::indexOf).collect(Collectors.toSet())));
    boolean isDense = operands.stream().allMatch(spot -> spot.stride() == chain.size());
    return new Work.Elements(loop, chain.size(), isDense, operands, new int[operands.size()]);
  }

  private static Elementwise elementwise(Instruction.Pointwise p, List<Place> places) {
    return new Elementwise(
        p.op(),
        p.scale(),
        p.shift(),
        places.indexOf(p.x()),
        places.indexOf(p.y()),
        places.indexOf(p.z()),
        places.indexOf(p.out()));
  }
}
