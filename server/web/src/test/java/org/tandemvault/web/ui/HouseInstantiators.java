package org.tandemvault.web.ui;

import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.di.InstantiatorFactory;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServiceInitListener;
import jakarta.enterprise.context.Dependent;
import java.util.stream.Stream;

/** Makes pages of the house of the test that runs on this thread. */
public final class HouseInstantiators implements InstantiatorFactory {

  private static final ThreadLocal<House> HERE = new ThreadLocal<>();

  static void enter(House house) {
    HERE.set(house);
  }

  static void leave() {
    HERE.remove();
  }

  @Override
  public Instantiator createInstantitor(VaadinService service) {
    House house = HERE.get();
    return new DefaultInstantiator(service) {
      private static final long serialVersionUID = 1L;

      @Override
      public Stream<VaadinServiceInitListener> getServiceInitListeners() {
        return Stream.of(event -> house.make(NavigationGuard.class).install(event));
      }

      @Override
      public <T> T getOrCreate(Class<T> type) {
        return type.isAnnotationPresent(Dependent.class)
            ? house.make(type)
            : super.getOrCreate(type);
      }
    };
  }
}
