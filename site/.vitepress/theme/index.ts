import { defineComponent, h, nextTick, onMounted, watch } from 'vue';
import { useRoute, type Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import './style.css';

/** Brings the entry of the page into sight: there are more diagnostics than a side bar shows. */
function showOwnEntry(): void {
  const entry = document.querySelector('.VPSidebarItem.is-active.is-link');
  const bar = document.querySelector('.VPSidebar');
  if (entry === null || bar === null) return;
  const { top, bottom } = entry.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) bar.scrollTop += top - innerHeight / 2;
}

const Layout = defineComponent(() => {
  const route = useRoute();
  onMounted(() => {
    watch(
      () => route.path,
      () => void nextTick(showOwnEntry),
      { immediate: true },
    );
  });
  return () => h(DefaultTheme.Layout);
});

export default { extends: DefaultTheme, Layout } satisfies Theme;
