/** Plugin: optimizers, schedules and gradient hooks. */
module dev.carousel.optimizers {
  requires commons.math3;
  requires transitive dev.carousel.core;
  requires org.slf4j;
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;

  exports dev.carousel.optimizers;
  exports dev.carousel.optimizers.hook;
  exports dev.carousel.optimizers.schedule;

  provides dev.carousel.spi.GradientHookProvider with
      dev.carousel.optimizers.hook.ClipNormProvider,
      dev.carousel.optimizers.hook.ClipValueProvider,
      dev.carousel.optimizers.hook.ClipLayerNormProvider,
      dev.carousel.optimizers.hook.ClipStepProvider,
      dev.carousel.optimizers.hook.NonFiniteProvider,
      dev.carousel.optimizers.hook.AutoClipProvider,
      dev.carousel.optimizers.hook.ZClipProvider,
      dev.carousel.optimizers.hook.AdaptiveClipProvider,
      dev.carousel.optimizers.hook.AdaGcProvider,
      dev.carousel.optimizers.hook.GradientNoiseProvider,
      dev.carousel.optimizers.hook.HDetachProvider,
      dev.carousel.optimizers.hook.PreserveNormProvider;
  provides dev.carousel.spi.OptimizerProvider with
      dev.carousel.optimizers.SgdProvider,
      dev.carousel.optimizers.RmsPropProvider,
      dev.carousel.optimizers.AdagradProvider,
      dev.carousel.optimizers.AdamProvider,
      dev.carousel.optimizers.AdamWProvider,
      dev.carousel.optimizers.NAdamProvider,
      dev.carousel.optimizers.RAdamProvider,
      dev.carousel.optimizers.LionProvider,
      dev.carousel.optimizers.MuonProvider,
      dev.carousel.optimizers.ScheduleFreeProvider,
      dev.carousel.optimizers.SpamProvider;
  provides dev.carousel.spi.ScheduleProvider with
      dev.carousel.optimizers.schedule.ConstantProvider,
      dev.carousel.optimizers.schedule.StepProvider,
      dev.carousel.optimizers.schedule.CosineProvider,
      dev.carousel.optimizers.schedule.LinearWarmupProvider,
      dev.carousel.optimizers.schedule.OneCycleProvider,
      dev.carousel.optimizers.schedule.PlateauProvider;
}
