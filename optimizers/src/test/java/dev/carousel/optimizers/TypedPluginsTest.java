package dev.carousel.optimizers;

import dev.carousel.optimizers.hook.AdaGc;
import dev.carousel.optimizers.hook.AdaptiveClip;
import dev.carousel.optimizers.hook.AutoClip;
import dev.carousel.optimizers.hook.ClipLayerNorm;
import dev.carousel.optimizers.hook.ClipNorm;
import dev.carousel.optimizers.hook.ClipStep;
import dev.carousel.optimizers.hook.ClipValue;
import dev.carousel.optimizers.hook.GradientNoise;
import dev.carousel.optimizers.hook.HDetach;
import dev.carousel.optimizers.hook.NonFiniteGuard;
import dev.carousel.optimizers.hook.PreserveNorm;
import dev.carousel.optimizers.hook.ZClip;
import dev.carousel.optimizers.schedule.Constant;
import dev.carousel.optimizers.schedule.Cosine;
import dev.carousel.optimizers.schedule.LinearWarmup;
import dev.carousel.optimizers.schedule.OneCycle;
import dev.carousel.optimizers.schedule.Plateau;
import dev.carousel.optimizers.schedule.StepDecay;
import dev.carousel.plugin.Chosen;
import dev.carousel.testkit.ChosenContract;
import java.util.List;

class TypedPluginsTest extends ChosenContract {
  @Override
  protected List<Chosen<?>> chosen() {
    return List.of(
        Sgd.usual(),
        RmsProp.usual(),
        Adagrad.usual(),
        Adam.usual(),
        AdamW.usual(),
        NAdam.usual(),
        RAdam.usual(),
        Lion.usual(),
        Muon.usual(),
        ScheduleFree.usual(),
        Spam.usual(),
        Constant.step(),
        Cosine.overTheRun(),
        OneCycle.overTheRun(),
        Plateau.usual(),
        LinearWarmup.usual(),
        StepDecay.usual(),
        ClipNorm.usual(),
        ClipLayerNorm.usual(),
        ClipValue.usual(),
        ClipStep.usual(),
        AutoClip.usual(),
        ZClip.usual(),
        AdaptiveClip.usual(),
        AdaGc.usual(),
        GradientNoise.usual(),
        HDetach.usual(),
        PreserveNorm.usual(),
        NonFiniteGuard.skip());
  }
}
